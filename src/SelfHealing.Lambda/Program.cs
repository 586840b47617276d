// The functions of the state machine on AWS will be this executable. Until then it says so and fails.
Console.Error.WriteLine("SelfHealing does not run on AWS Lambda yet. On one machine, `selfheal heal` runs the same state machine.");
return 1;
