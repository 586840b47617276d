using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Octokit;
using SelfHealing.Adapters.GitHub;

namespace SelfHealing.Tests.Adapters.GitHub;

/// <summary>What is not kept is trimmed from the native executable, and its fields are lost there without an error.</summary>
public sealed class OctokitShapesTests
{
    /// <summary>What the calls of Octokit in use send and get. A new call's types belong here.</summary>
    static readonly Type[] OfTheCalls =
    [
        typeof(AccessToken),
        typeof(ApiError),
        typeof(Installation),
        typeof(IReadOnlyList<IssueComment>),
        typeof(IReadOnlyList<Label>),
        typeof(IReadOnlyList<PullRequest>),
        typeof(IReadOnlyList<PullRequestCommit>),
        typeof(IReadOnlyList<PullRequestReview>),
        typeof(IReadOnlyList<RepositoryContent>),
        typeof(IReadOnlyList<string>),
        typeof(MiscellaneousRateLimit),
        typeof(NewPullRequest),
        typeof(PullRequestRequest),
        typeof(PullRequestReviewRequest),
        typeof(Repository),
    ];

    [Fact]
    public void Every_type_that_octokit_makes_by_reflection_is_kept()
    {
        var kept = typeof(OctokitShapes).GetMethod(nameof(OctokitShapes.Keep))!
            .GetCustomAttributes<DynamicDependencyAttribute>()
            .Select(dependency => dependency.Type!)
            .ToHashSet();

        Reached().Except(kept).Select(type => type.ToString()).ShouldBeEmpty();
    }

    static HashSet<Type> Reached()
    {
        var reached = new HashSet<Type>();
        var open = new Queue<Type>(OfTheCalls);
        while (open.TryDequeue(out var type))
        {
            if (type is { IsGenericType: true, IsInterface: true })
            {
                if (type.GenericTypeArguments is [var item])
                    reached.Add(typeof(List<>).MakeGenericType(item));
            }
            else if (type.Assembly == typeof(Repository).Assembly && reached.Add(type) && !type.IsEnum && !type.IsGenericType)
            {
                foreach (var property in type.GetProperties())
                    open.Enqueue(property.PropertyType);
            }
            foreach (var argument in type.GenericTypeArguments)
                open.Enqueue(argument);
        }
        return reached;
    }
}
