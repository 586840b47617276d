// Runs state machines on aws-local-stepfunctions: one case a line on stdin, one result a line on stdout.
import { createInterface } from 'node:readline';
import { StateMachine } from 'aws-local-stepfunctions';

function handler(answers) {
  return async (input) => {
    const answer = answers.shift() ?? { echo: true };
    if (answer.error !== undefined) {
      const error = new Error(answer.cause);
      error.name = answer.error;
      throw error;
    }
    return answer.echo ? input : answer.output;
  };
}

async function run({ definition, input, tasks }) {
  const names = Object.keys(tasks);
  const overrides = {
    taskResourceLocalHandlers: Object.fromEntries(names.map((name) => [name, handler([...tasks[name]])])),
    retryIntervalOverrides: Object.fromEntries(names.map((name) => [name, 0])),
  };
  try {
    const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
    const context = { Execution: { Name: 'run', Input: input } };
    return { output: (await machine.run(input, { overrides, context }).result) ?? null };
  } catch (error) {
    const reason = error.cause ?? error;
    return { error: reason.name, cause: reason.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await run(JSON.parse(line))));
}
