namespace SelfHealing.Tests.Approvals;

/// <summary>The branch can move between the question and the answer.</summary>
public sealed class MovedBranchTests : IDisposable
{
    readonly OpenedQuestion asked = new();

    [Fact]
    public async Task A_branch_that_moved_elsewhere_does_not_matter()
    {
        var link = await asked.AskAsync();
        asked.Branch.MovedTo = new() { ["cart.py"] = OpenedQuestion.Before, ["README.md"] = "# Orders, revised\n" };

        (await asked.DecideAsync(link, "approve")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_change_that_still_applies_to_the_same_lines_is_approved()
    {
        var link = await asked.AskAsync();
        asked.Branch.MovedTo = new() { ["cart.py"] = "import math\n\n\n" + OpenedQuestion.Before };

        (await asked.DecideAsync(link, "approve")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_change_whose_lines_are_gone_cannot_be_approved_but_rejected()
    {
        var link = await asked.AskAsync();
        asked.Branch.MovedTo = new() { ["cart.py"] = "class Cart:\n    pass\n" };

        var approved = await asked.DecideAsync(link, "approve");

        approved.Status.ShouldBe(409);
        approved.Body.ShouldContain("The branch main has moved to 2222222222, and cart.py is not what this change was made for");
        asked.Workflow.Told.ShouldBeEmpty();
        (await asked.DecideAsync(link, "reject", "the code is another one now")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_change_that_would_hit_other_lines_is_not_approved()
    {
        var link = await asked.AskAsync();
        // The edit still finds a place, as white space may differ; the lines are not those that were shown.
        asked.Branch.MovedTo = new() { ["cart.py"] = "class Cart:\n    def total(self, items):\n        # sums the prices\n        return items[0] + sum(items)\n" };

        var approved = await asked.DecideAsync(link, "approve");

        approved.Status.ShouldBe(409);
        approved.Body.ShouldContain("it would change other lines there");
    }

    [Fact]
    public async Task A_branch_that_is_out_of_reach_decides_nothing()
    {
        var link = await asked.AskAsync();
        asked.Branch.IsUnreachable = true;

        (await asked.DecideAsync(link, "approve")).Status.ShouldBe(503);

        (await asked.StoredAsync()).Decision.ShouldBeNull();
        asked.Branch.IsUnreachable = false;
        (await asked.DecideAsync(link, "approve")).Status.ShouldBe(303);
    }

    public void Dispose() => asked.Dispose();
}
