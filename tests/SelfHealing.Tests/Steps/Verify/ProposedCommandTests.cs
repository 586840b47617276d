using SelfHealing.Code;
using SelfHealing.Steps.Verify.Commands;

namespace SelfHealing.Tests.Steps.Verify;

public class ProposedCommandTests
{
    const string TestScript = """{ "scripts": { "test": "node --test" } }""";
    const string TestScriptAndLibrary = """{ "scripts": { "test": "jest" }, "devDependencies": { "jest": "^29.0.0" } }""";
    const string TestSdk = """<Project Sdk="Microsoft.NET.Sdk"><PackageReference Include="Microsoft.NET.Test.Sdk" /><ProjectReference Include="..\..\src\Shop\Shop.csproj" /></Project>""";

    [Theory]
    [InlineData("shop/cart.py", "python3 -m pytest -q", "tests/test_cart.py=def test_it(): pass")]
    [InlineData("shop/cart.py", "python3 -m pytest -q", "tests/test_cart.py=import unittest", "pyproject.toml=[tool.pytest.ini_options]")]
    [InlineData("shop/cart.py", "python3 -m pytest -q", "tests/test_cart.py=import unittest", "tox.ini=commands = pytest {posargs}")]
    [InlineData("shop/cart.py", "python3 -m unittest discover -s tests", "tests/test_cart.py=import unittest")]
    [InlineData("shop/cart.py", "python3 -m unittest discover", "tests/test_cart.py=import unittest", "tests/__init__.py=")]
    [InlineData("shop/cart.py", "python3 -m unittest discover", "test_cart.py=import unittest")]
    [InlineData("shop/cart.py", "python3 manage.py test", "shop/tests.py=from django.test import TestCase", "shop/__init__.py=", "manage.py=import django")]
    [InlineData("services/orders/cart.py", "cd services/orders && python3 -m pytest -q", "services/orders/tests/test_cart.py=import pytest", "services/other/test_x.py=import unittest")]
    public void Python_is_tested_by_pytest_unittest_or_django(string culprit, string command, params string[] files) =>
        Propose(culprit, files).ShouldBe(new TestCommand(command, NeedsNetwork: false));

    [Theory]
    [InlineData("npm test", false, "package.json=" + TestScript)]
    [InlineData("npm ci && npm test", true, "package.json=" + TestScriptAndLibrary, "package-lock.json={}")]
    [InlineData("npm install && npm test", true, "package.json=" + TestScriptAndLibrary)]
    [InlineData("pnpm install --frozen-lockfile && pnpm test", true, "package.json=" + TestScriptAndLibrary, "pnpm-lock.yaml=")]
    [InlineData("yarn install && yarn test", true, "package.json=" + TestScriptAndLibrary, "yarn.lock=")]
    [InlineData("cd packages/core && npm test", false, "package.json=" + TestScriptAndLibrary, "packages/core/package.json=" + TestScript)]
    public void Node_is_tested_by_its_test_script(string command, bool needsNetwork, params string[] files) =>
        Propose("packages/core/src/cart.ts", files).ShouldBe(new TestCommand(command, needsNetwork));

    [Theory]
    [InlineData("""{ "scripts": { "test": "echo \"Error: no test specified\" && exit 1" } }""")]
    [InlineData("""{ "scripts": { "test": 3 } }""")]
    [InlineData("""{ "scripts": [] }""")]
    [InlineData("""[{ "scripts": { "test": "x" } }]""")]
    [InlineData("not json")]
    public void A_package_without_a_test_script_has_no_command(string package) => Propose("cart.js", "package.json=" + package).ShouldBeNull();

    [Theory]
    [InlineData("dotnet test", "Shop.sln=", "tests/Shop.Tests/Shop.Tests.csproj=" + TestSdk)]
    [InlineData("dotnet test tests/Shop.Tests/Shop.Tests.csproj", "tests/Aaa.Tests/Aaa.Tests.csproj=Microsoft.NET.Test.Sdk", "tests/Shop.Tests/Shop.Tests.csproj=" + TestSdk)]
    public void CSharp_is_tested_by_the_solution_or_the_test_project_of_the_crash(string command, params string[] files) =>
        Propose("src/Shop/Cart.cs", ["src/Shop/Shop.csproj=<Project />", .. files]).ShouldBe(new TestCommand(command, NeedsNetwork: true));

    [Theory]
    [InlineData("cart/cart.go", "go test ./...", false, "go.mod=module shop", "cart/cart_test.go=")]
    [InlineData("cart/cart.go", "go test ./...", true, "go.mod=require x v1", "cart/cart_test.go=")]
    [InlineData("a/src/main/java/Cart.java", "mvn -q -B test", true, "pom.xml=", "a/pom.xml=", "a/src/test/java/CartTest.java=")]
    [InlineData("src/main/kotlin/Cart.kt", "sh ./gradlew test", true, "build.gradle.kts=", "gradlew=", "src/test/kotlin/CartTest.kt=")]
    [InlineData("lib/cart.rb", "bundle install && bundle exec rspec", true, "Gemfile=", "spec/cart_spec.rb=")]
    [InlineData("lib/cart.rb", "rake test", false, "Rakefile=", "test/test_cart.rb=")]
    [InlineData("app/models/cart.rb", "bundle install && bundle exec rails test", true, "Gemfile=", "bin/rails=", "Rakefile=", "test/models/cart_test.rb=")]
    public void Other_languages_are_tested_by_their_own_tools(string culprit, string command, bool needsNetwork, params string[] files) =>
        Propose(culprit, files).ShouldBe(new TestCommand(command, needsNetwork));

    [Theory]
    [InlineData("shop/cart.py", "shop/cart.py=")]
    [InlineData("cart.go", "go.mod=module shop")]
    [InlineData("Cart.java", "pom.xml=")]
    [InlineData("cart.rb", "Gemfile=")]
    [InlineData("src/Cart.cs", "src/Shop.csproj=<Project />")]
    [InlineData("page.php", "composer.json=")]
    public void Without_tests_nothing_is_proposed(string culprit, params string[] files) => Propose(culprit, files).ShouldBeNull();

    [Theory]
    [InlineData("$(touch x)/")]
    [InlineData("a;b/")]
    [InlineData("-rf/")]
    [InlineData("it's/")]
    public void A_folder_whose_name_would_do_something_in_a_shell_is_never_in_a_command(string folder) =>
        Propose(folder + "cart.js", $"{folder}package.json={TestScript}").ShouldBeNull();

    [Fact]
    public void A_command_that_fetches_needs_the_network_option()
    {
        new TestCommand("npm test", NeedsNetwork: false).AsOptions().ShouldBe("--verify \"npm test\"");
        new TestCommand("npm ci && npm test", NeedsNetwork: true).AsOptions().ShouldBe("--verify \"npm ci && npm test\" --verify-network");
    }

    static TestCommand? Propose(string culprit, params string[] files)
    {
        var texts = files.Append(culprit + "=").Select(file => file.Split('=', 2)).DistinctBy(parts => parts[0]).ToDictionary(parts => parts[0], parts => parts[1]);
        return ProposedCommand.For(new SourceTree(new string('0', 40), texts), ["main.py", culprit]);
    }
}
