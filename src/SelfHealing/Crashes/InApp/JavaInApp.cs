namespace SelfHealing.Crashes;

/// <summary>
/// Java and Kotlin: everything is in-app but the platform and well-known libraries, told by package. In a test run the package of the
/// test is in-app too, whatever its name: the run is of that library's own code.
/// </summary>
sealed class JavaInApp(Trace trace)
{
    static readonly string[] Libraries =
    [
        "java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.", "kotlin.", "kotlinx.", "scala.", "groovy.", "clojure.",
        "org.codehaus.groovy.", "android.", "androidx.", "dalvik.", "libcore.", "com.android.internal.", "com.android.server.",
        "com.android.okhttp.", "org.springframework.", "org.apache.", "org.hibernate.", "org.eclipse.", "org.jboss.", "org.wildfly.",
        "org.glassfish.", "io.undertow.", "io.netty.", "reactor.", "io.reactivex.", "rx.", "akka.", "io.vertx.", "io.quarkus.",
        "io.micronaut.", "io.micrometer.", "io.grpc.", "io.opentelemetry.", "com.google.", "com.fasterxml.", "com.zaxxer.", "com.mysql.",
        "org.postgresql.", "org.mariadb.", "oracle.", "com.microsoft.", "com.mongodb.", "redis.clients.", "io.lettuce.",
        "org.elasticsearch.", "org.mybatis.", "org.jooq.", "org.flywaydb.", "liquibase.", "com.amazonaws.", "software.amazon.",
        "lambdainternal.", "com.azure.", "okhttp3.", "okio.", "retrofit2.", "feign.", "org.slf4j.", "ch.qos.logback.", "org.jetbrains.",
        "org.gradle.", "org.junit.", "junit.", "org.testng.", "org.mockito.", "org.assertj.", "org.hamcrest.", "net.bytebuddy.",
        "net.sf.cglib.", "javassist.", "org.aspectj.", "org.yaml.snakeyaml.", "org.thymeleaf.", "freemarker.", "org.quartz.",
        "com.netflix.", "com.rabbitmq.", "graphql.", "worker.org.gradle.", "com.intellij.", "com.code_intelligence.jazzer.",
        "org.keycloak.", "org.graalvm.", "com.oracle.",
    ];

    static readonly string[] Generated = ["$$EnhancerBy", "$$FastClassBy", "$$SpringCGLIB$$", "$Proxy"];

    static readonly string[] TestRunners =
    [
        "sun.reflect.", "jdk.internal.reflect.", "java.lang.reflect.", "org.junit.", "junit.", "org.testng.",
    ];

    readonly string? underTest = FindPackageUnderTest(trace);

    public bool IsInApp(StackFrame frame)
    {
        if (frame.Function is null)
            return false;
        if (underTest is not null && frame.Function.StartsWith(underTest, StringComparison.Ordinal))
            return true;
        return !frame.Function.StartsWithAny(Libraries) && !frame.Function.ContainsAny(Generated);
    }

    /// <summary>The source path that the frame's package and file name give: <c>com/acme/Shop.java</c>.</summary>
    public static string? SourcePath(StackFrame frame)
    {
        if (frame.File is null || frame.Function is null)
            return null;
        var method = frame.Function.LastIndexOf('.');
        var type = method < 0 ? -1 : frame.Function.LastIndexOf('.', method - 1);
        return type < 0 ? frame.File : frame.Function[..type].Replace('.', '/') + "/" + frame.File;
    }

    // The frame that a test runner called by reflection is the test; the first three parts of its package are the project.
    static string? FindPackageUnderTest(Trace trace)
    {
        foreach (var frames in trace.Causes.Select(c => c.Frames).Append(trace.Raised.Frames))
        {
            for (var i = 1; i < frames.Count; i++)
            {
                if (frames[i].Function is { } test && IsTestClass(test) && frames[i - 1].Function is { } caller
                    && caller.StartsWithAny(TestRunners))
                    return Package(test);
            }
        }
        return null;
    }

    static bool IsTestClass(string function)
    {
        var parts = function.Split('.');
        var type = parts.Length < 2 ? "" : parts[^2];
        return !function.StartsWithAny(TestRunners)
            && (type.StartsWith("Test", StringComparison.Ordinal) || type.EndsWithAny(["Test", "Tests", "TestCase", "IT", "Spec"]));
    }

    static string Package(string function)
    {
        var parts = function.Split('.');
        return string.Join('.', parts.Take(Math.Clamp(parts.Length - 2, 1, 4))) + ".";
    }
}
