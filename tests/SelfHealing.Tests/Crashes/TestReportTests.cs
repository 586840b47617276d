using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

/// <summary>Failed tests, as test runners print them on the console of a pipeline.</summary>
public class TestReportTests
{
    const string PytestLong = """"
        FF.                                                                      [100%]
        =================================== FAILURES ===================================
        _________________________ test_sweep_drops_the_expired _________________________

            def test_sweep_drops_the_expired():
                store = CartStore()
                store.add("a", 1)
        >       assert store.sweep(5) == ["a", "b"]

        shop/tests/test_carts.py:9: 
        _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ 

        self = <shop.carts.CartStore object at 0x7faefe2c4a50>, now = 5

            def sweep(self, now):
                """Drops the expired carts."""
                dropped = []
        >       for cart_id, expires in self._carts.items():
        E       RuntimeError: dictionary changed size during iteration

        shop/carts.py:11: RuntimeError
        ----------------------------- Captured stdout call -----------------------------
        sweeping
        __________________________ TestCarts.test_order[1-x] ___________________________

            def test_order():
        >       assert store.sweep(5) == ["a"]
        E       assert [] == ['a']
        E         Right contains one more item: 'a'

        shop/tests/test_carts.py:14: AssertionError
        =========================== short test summary info ============================
        FAILED shop/tests/test_carts.py::test_sweep_drops_the_expired - RuntimeError:...
        2 failed, 1 passed in 0.09s
        """";

    const string PytestShort = """
        =================================== FAILURES ===================================
        _________________________ test_sweep_drops_the_expired _________________________
        shop/tests/test_carts.py:9: in test_sweep_drops_the_expired
            assert store.sweep(5) == ["a", "b"]
        shop/carts.py:11: in sweep
            for cart_id, expires in self._carts.items():
        E   RuntimeError: dictionary changed size during iteration
        =========================== short test summary info ============================
        FAILED shop/tests/test_carts.py::test_sweep_drops_the_expired - RuntimeError:...
        """;

    [Fact]
    public void Pytest_prints_the_source_of_each_call_and_its_place_below()
    {
        var crashes = Read(PytestLong);

        crashes.Count.ShouldBe(2);
        (crashes[0].Language, crashes[0].ExceptionType, crashes[0].Message).ShouldBe(("python", "RuntimeError", "dictionary changed size during iteration"));
        crashes[0].Frames.Select(frame => (frame.File, frame.Line, frame.Function, frame.SourceLine)).ShouldBe(
        [
            ("shop/tests/test_carts.py", 9, "test_sweep_drops_the_expired", "assert store.sweep(5) == [\"a\", \"b\"]"),
            ("shop/carts.py", 11, "sweep", "for cart_id, expires in self._carts.items():"),
        ]);
        crashes[0].Culprit.ShouldBe(crashes[0].Frames[1]);
        // An assert without a message of its own is printed without its name.
        (crashes[1].ExceptionType, crashes[1].Message).ShouldBe(("AssertionError", "assert [] == ['a']\n  Right contains one more item: 'a'"));
        crashes[1].Culprit!.Function.ShouldBe("test_order");
    }

    [Fact]
    public void Pytest_tells_the_same_crash_in_short()
    {
        var crash = Read(PytestShort).ShouldHaveSingleItem();

        crash.Fingerprint.ShouldBe(Read(PytestLong)[0].Fingerprint);
        crash.Frames.Select(frame => (frame.File, frame.Line, frame.Function, frame.SourceLine))
            .ShouldBe(Read(PytestLong)[0].Frames.Select(frame => (frame.File, frame.Line, frame.Function, frame.SourceLine)));
    }

    [Fact]
    public void The_text_that_is_kept_of_a_failure_tells_of_it_again()
    {
        foreach (var crash in Read(PytestLong))
            Read(crash.Text!).ShouldContain(again => again.Fingerprint == crash.Fingerprint && again.Message == crash.Message);
    }

    [Fact]
    public void Pytest_names_what_an_exception_was_raised_from()
    {
        var crash = Read("""
            __________________________________ test_chain __________________________________

                def test_chain():
                    try:
            >           {}["x"]
            E           KeyError: 'x'

            tests/test_chain.py:23: KeyError

            The above exception was the direct cause of the following exception:

                def test_chain():
                    try:
                        {}["x"]
                    except KeyError as e:
            >           raise ValueError("no x\nsecond line") from e
            E           ValueError: no x
            E           second line

            tests/test_chain.py:25: ValueError
            ============================== 1 failed in 0.02s ===============================
            """).ShouldHaveSingleItem();

        (crash.ExceptionType, crash.Message, crash.Culprit!.Line).ShouldBe(("ValueError", "no x\nsecond line", 25));
        var cause = crash.Causes.ShouldHaveSingleItem();
        (cause.ExceptionType, cause.Relation, cause.Frames.ShouldHaveSingleItem().Line).ShouldBe(("KeyError", CauseRelation.RaisedFrom, 23));
    }

    [Fact]
    public void Pytest_with_native_traces_ends_the_message_at_its_line()
    {
        var crashes = Read("""
            =================================== FAILURES ===================================
            __________________________________ test_one ____________________________________
            Traceback (most recent call last):
              File "/src/tests/test_a.py", line 9, in test_one
                total(None)
              File "/src/shop/carts.py", line 2, in total
                return len(items)
            TypeError: object of type 'NoneType' has no len()
            __________________________________ test_two ____________________________________
            Traceback (most recent call last):
              File "/src/tests/test_a.py", line 12, in test_two
                total(1)
            KeyError: 'price'
            =========================== short test summary info ============================
            FAILED tests/test_a.py::test_one - TypeError: ...
            """);

        crashes.Select(crash => (crash.ExceptionType, crash.Message))
            .ShouldBe([("TypeError", "object of type 'NoneType' has no len()"), ("KeyError", "'price'")]);
    }

    [Fact]
    public void Dotnet_test_prints_the_message_apart_from_the_calls_and_the_inner_ones_last()
    {
        var crashes = Read("""
              Failed Shop.CartTests.IsWrong [14 ms]
              Error Message:
               Assert.Equal() Failure: Values differ
            Expected: 1
            Actual:   0
              Stack Trace:
                 at Shop.CartTests.IsWrong() in /src/CartTests.cs:line 7
               at System.Reflection.MethodBaseInvoker.InvokeWithNoArgs(Object obj, BindingFlags invokeAttr)
              Failed Shop.CartTests.Sums [< 1 ms]
              Error Message:
               System.ArgumentNullException : Value cannot be null. (Parameter 'source')
              Stack Trace:
                 at System.Linq.ThrowHelper.ThrowArgumentNullException(ExceptionArgument argument)
               at Shop.Cart.Total() in /src/Cart.cs:line 4
               at Shop.CartTests.Sums() in /src/CartTests.cs:line 6
              Failed Shop.CartTests.Inner [8 ms]
              Error Message:
               System.InvalidOperationException : no total
            ---- System.ArgumentNullException : Value cannot be null. (Parameter 'source')
              Stack Trace:
                 at Shop.CartTests.Inner() in /src/CartTests.cs:line 8
            --- End of stack trace from previous location ---
            ----- Inner Stack Trace -----
               at System.Linq.ThrowHelper.ThrowArgumentNullException(ExceptionArgument argument)
               at Shop.Cart.Total() in /src/Cart.cs:line 4

            Failed!  - Failed:     3, Passed:     0, Skipped:     0, Total:     3, Duration: 64 ms - cs.dll (net10.0)
            """);

        // A failed assertion of xUnit names no exception, so there is none to tell of.
        crashes.Select(crash => (crash.ExceptionType, crash.Culprit!.File, crash.Culprit.Line)).ShouldBe(
        [
            ("System.ArgumentNullException", "/src/Cart.cs", 4),
            ("System.InvalidOperationException", "/src/CartTests.cs", 8),
        ]);
        var cause = crashes[1].Causes.ShouldHaveSingleItem();
        (cause.ExceptionType, cause.Frames.Count).ShouldBe(("System.ArgumentNullException", 2));
    }

    [Fact]
    public void Node_tests_print_yaml_where_there_is_no_terminal()
    {
        var crashes = Read("""
            TAP version 13
            # Subtest: total of an empty cart
            not ok 1 - total of an empty cart
              ---
              duration_ms: 1.59041
              location: '/src/cart.test.js:4:1'
              failureType: 'testCodeFailure'
              error: "Cannot read properties of undefined (reading 'reduce')"
              code: 'ERR_TEST_FAILURE'
              name: 'TypeError'
              stack: |-
                total (/src/cart.js:2:21)
                TestContext.<anonymous> (/src/cart.test.js:4:59)
                Test.runInAsyncScope (node:async_hooks:206:9)
                node:internal/test_runner/harness:255:12
              ...
            # Subtest: suite
                # Subtest: inner
                not ok 1 - inner
                  ---
                  error: |-
                    Expected values to be strictly equal:

                    0 !== 1

                  code: 'ERR_ASSERTION'
                  name: 'AssertionError'
                  stack: |-
                    TestContext.<anonymous> (/src/cart.test.js:6:40)
                    Test.run (node:internal/test_runner/test:796:25)
                  ...
                1..2
            not ok 2 - suite
              ---
              failureType: 'subtestsFailed'
              error: '1 subtest failed'
              code: 'ERR_TEST_FAILURE'
              ...
            """);

        crashes.Select(crash => (crash.ExceptionType, crash.Message, crash.Culprit!.File, crash.Culprit.Line)).ShouldBe(
        [
            ("TypeError", "Cannot read properties of undefined (reading 'reduce')", "/src/cart.js", 2),
            ("AssertionError", "Expected values to be strictly equal:\n\n0 !== 1", "/src/cart.test.js", 6),
        ]);
    }

    [Fact]
    public void Node_tests_indent_an_error_and_its_properties_on_a_terminal()
    {
        var crashes = Read("""
              ✖ inner (1.624584ms)
                AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:

                0 !== 1

                    at TestContext.<anonymous> (/src/cart.test.js:6:40)
                    at Test.run (node:internal/test_runner/test:796:25) {
                  generatedMessage: true,
                  code: 'ERR_ASSERTION',
                  operator: 'strictEqual'
                }

            ✖ failing tests:

            test at cart.test.js:4:1
            ✖ total of an empty cart (2.978558ms)
              TypeError [Error]: Cannot read properties of undefined (reading 'reduce')
                  at total (/src/cart.js:2:21)
                  at TestContext.<anonymous> (/src/cart.test.js:4:59)
            """);

        crashes.Select(crash => (crash.ExceptionType, crash.Causes.Count)).ShouldBe([("AssertionError", 0), ("TypeError", 0)]);
    }

    [Fact]
    public void JUnits_console_launcher_prints_calls_without_their_at()
    {
        var crash = Read("""
            Failures (1):
              JUnit Jupiter:CartTest:sums()
                MethodSource [className = 'shop.CartTest', methodName = 'sums', methodParameterTypes = '']
                => java.lang.NullPointerException: Cannot invoke "java.util.List.size()" because "<parameter1>" is null
                   shop.CartTest.total(CartTest.java:5)
                   shop.CartTest.sums(CartTest.java:6)
                   java.base/java.lang.reflect.Method.invoke(Method.java:569)
                   [...]

            Test run finished after 109 ms
            """).ShouldHaveSingleItem();

        (crash.ExceptionType, crash.Culprit!.Function, crash.Culprit.Line).ShouldBe(("java.lang.NullPointerException", "shop.CartTest.total", 5));
        crash.Message.ShouldBe("Cannot invoke \"java.util.List.size()\" because \"<parameter1>\" is null");
    }

    [Fact]
    public void Go_test_prints_json_events()
    {
        var crash = Read("""
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"--- FAIL: TestFirst (0.00s)\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"panic: runtime error: index out of range [0] with length 0 [recovered]\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"\tpanic: runtime error: index out of range [0] with length 0\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"goroutine 5 [running]:\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"example.com/shop.First(...)\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"\t/src/cart.go:7\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"example.com/shop.TestFirst(0xc000007520?)\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"output","Package":"example.com/shop","Test":"TestFirst","Output":"\t/src/cart_test.go:12 +0x18\n"}
            {"Time":"2026-11-24T15:13:55.0Z","Action":"fail","Package":"example.com/shop","Test":"TestFirst","Elapsed":0}
            """).ShouldHaveSingleItem();

        (crash.Language, crash.Culprit!.File, crash.Culprit.Line).ShouldBe(("go", "/src/cart.go", 7));
    }

    [Theory]
    [InlineData("_____ notes _____\nshop/carts.py:11: in sweep\n    the loop\nnext\n")]
    [InlineData("___ report ___\nE   means error\n>   quoted\n=== end ===\n")]
    [InlineData("shop/carts.py:11: RuntimeError\nE   RuntimeError: x\n")]
    [InlineData("not ok 1 - planned\n  ---\n  error: 'timed out'\n  ...\n")]
    [InlineData("not ok yet, says the reviewer\n  name: 'TypeError'\n  stack: none\n")]
    [InlineData("Error Message:\n  The order is late.\nStack Trace:\n  none\n")]
    [InlineData("MethodSource [className = 'A', methodName = 'b']\n=> what follows is text\nmore of it\n")]
    public void What_only_looks_like_a_failed_test_gives_no_crash(string text) => Read(text).ShouldBeEmpty();

    [Theory]
    [InlineData("java", "java.lang.IllegalStateException", "java.lang.IllegalStateException: no stock\n\tat com.acme.Stock.take(Stock.java:7)\n\tat com.acme.Main.main(Main.java:3)\n")]
    [InlineData("javascript", "TypeError", "TypeError: x is not a function\n    at total (/app/src/cart.js:2:21)\n    at main (/app/src/main.js:4:1)\n")]
    public void A_heading_that_looks_like_a_failed_test_hides_no_crash_below(string language, string type, string trace)
    {
        var crash = Read("_____ notes _____\nstarted\n" + trace + "done\n").ShouldHaveSingleItem();

        (crash.Language, crash.ExceptionType, crash.Frames.Count).ShouldBe((language, type, 2));
    }

    [Fact]
    public void A_heading_that_looks_like_a_failed_test_is_over_with_the_next_line_of_the_log()
    {
        var log = new LogFollower(_ => false);
        log.Add(new LogEvent("app", null, "_____ notes _____"));
        log.IsInTrace("app").ShouldBeTrue();

        log.Add(new LogEvent("app", null, "the loop has ended"));

        log.IsInTrace("app").ShouldBeFalse();
    }

    [Fact]
    public void Pytest_puts_the_worker_tables_and_places_in_other_files_at_the_margin()
    {
        var crash = Read("""
            _________________________________ test_prices __________________________________
            [gw0] linux -- Python 3.11.7 /usr/bin/python3

            prices =    sku  price
            0    a      1
            1    b      2

                def test_prices(prices):
            >       assert total(prices) == 3

            shop/tests/test_prices.py:9: 
            _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ 
            pandas/_libs/index.pyx:138: in pandas._libs.index.IndexEngine.get_loc
                ???

            self = <shop.prices.Total object at 0x7faefe2c4a50>
            prices =    sku  price
            0    a      1
            1    b      2

            [2 rows x 2 columns]

                def total(prices):
            >       return prices["cost"].sum()
            E       KeyError: 'cost'

            shop/prices.py:4: KeyError
            """).ShouldHaveSingleItem();

        (crash.ExceptionType, crash.Message, crash.Culprit!.File, crash.Culprit.Line).ShouldBe(("KeyError", "'cost'", "shop/prices.py", 4));
    }

    [Fact]
    public void What_follows_the_last_place_of_a_failure_is_of_the_log()
    {
        var crashes = Read("""
            _________________________________ test_prices __________________________________

            prices = []

                def test_prices(prices):
            >       assert total(prices) == 3
            E       assert 0 == 3

            shop/tests/test_prices.py:9: AssertionError
            java.lang.IllegalStateException: no stock
            	at com.acme.Stock.take(Stock.java:7)
            	at com.acme.Main.main(Main.java:3)
            """);

        crashes.Select(crash => crash.ExceptionType).ShouldBe(["AssertionError", "java.lang.IllegalStateException"]);
    }

    [Fact]
    public void Pytest_says_how_to_mend_a_file_that_it_cannot_import()
    {
        var crash = Read("""
            ==================================== ERRORS ====================================
            ________________ ERROR collecting shop/tests/test_prices.py ____________________
            ImportError while importing test module '/src/shop/tests/test_prices.py'.
            Hint: make sure your test modules/packages have valid Python names.
            Traceback:
            <frozen importlib._bootstrap>:1204: in _gcd_import
                ???
            shop/tests/test_prices.py:1: in <module>
                from shop.prices import totals
            E   ImportError: cannot import name 'totals' from 'shop.prices' (/src/shop/prices.py)
            =========================== short test summary info ============================
            """).ShouldHaveSingleItem();

        (crash.ExceptionType, crash.Culprit!.File, crash.Culprit.Line).ShouldBe(("ImportError", "shop/tests/test_prices.py", 1));
    }

    [Theory]
    [InlineData("-----")]
    [InlineData("====================")]
    [InlineData("--- - ---")]
    public void A_line_without_words_is_part_of_a_message(string line)
    {
        var crash = Read($"""
            Traceback (most recent call last):
              File "/app/report.py", line 3, in render
                raise ValueError(table)
            ValueError: bad table
            {line}
            a | b
            """).ShouldHaveSingleItem();

        crash.Message.ShouldBe($"bad table\n{line}\na | b");
    }

    static IReadOnlyList<Crash> Read(string text) => CrashReader.Read(text.Split('\n').Select(line => new LogEvent("tests.log", null, line))).Crashes;
}
