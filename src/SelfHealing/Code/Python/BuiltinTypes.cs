namespace SelfHealing.Code.Python;

/// <summary>The names that Python itself gives: its builtins, and the attributes of its own types. Listed from CPython 3.11.</summary>
static class BuiltinTypes
{
    public static IReadOnlySet<string> Builtins { get; } = Names(
        "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError "
        + "BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError "
        + "ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup "
        + "False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError "
        + "ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError "
        + "MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError "
        + "OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError "
        + "ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError "
        + "SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError "
        + "UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all "
        + "anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits "
        + "delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help "
        + "hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord "
        + "pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type "
        + "vars zip ");

    static readonly Dictionary<string, string> Listed = new(StringComparer.Ordinal)
    {
        ["str"] = "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii "
            + "isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans "
            + "partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith "
            + "strip swapcase title translate upper zfill",
        ["bytes"] = "capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower "
            + "isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex "
            + "rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill",
        ["list"] = "append clear copy count extend index insert pop remove reverse sort",
        ["dict"] = "clear copy fromkeys get items keys pop popitem setdefault update values",
        ["set"] = "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset "
            + "pop remove symmetric_difference symmetric_difference_update union update",
        ["frozenset"] = "copy difference intersection isdisjoint issubset issuperset symmetric_difference union",
        ["tuple"] = "count index",
        ["int"] = "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes",
        ["float"] = "as_integer_ratio conjugate fromhex hex imag is_integer real",
        ["datetime"] = "astimezone combine ctime date day dst fold fromisocalendar fromisoformat fromordinal fromtimestamp hour isocalendar "
            + "isoformat isoweekday max microsecond min minute month now replace resolution second strftime strptime time timestamp "
            + "timetuple timetz today toordinal tzinfo tzname utcfromtimestamp utcnow utcoffset utctimetuple weekday year",
        ["date"] = "ctime day fromisocalendar fromisoformat fromordinal fromtimestamp isocalendar isoformat isoweekday max min month "
            + "replace resolution strftime timetuple today toordinal weekday year",
        ["timedelta"] = "days max microseconds min resolution seconds total_seconds",
        ["Decimal"] = "adjusted as_integer_ratio as_tuple canonical compare compare_signal compare_total compare_total_mag conjugate copy_abs "
            + "copy_negate copy_sign exp fma from_float imag is_canonical is_finite is_infinite is_nan is_normal is_qnan is_signed "
            + "is_snan is_subnormal is_zero ln log10 logb logical_and logical_invert logical_or logical_xor max max_mag min min_mag "
            + "next_minus next_plus next_toward normalize number_class quantize radix real remainder_near rotate same_quantum scaleb "
            + "shift sqrt to_eng_string to_integral to_integral_exact to_integral_value",
        ["PosixPath"] = "absolute anchor as_posix as_uri chmod cwd drive exists expanduser glob group hardlink_to home is_absolute "
            + "is_block_device is_char_device is_dir is_fifo is_file is_mount is_relative_to is_reserved is_socket is_symlink iterdir "
            + "joinpath lchmod link_to lstat match mkdir name open owner parent parents parts read_bytes read_text readlink "
            + "relative_to rename replace resolve rglob rmdir root samefile stat stem suffix suffixes symlink_to touch unlink "
            + "with_name with_stem with_suffix write_bytes write_text",
        ["Counter"] = "clear copy elements fromkeys get items keys most_common pop popitem setdefault subtract total update values",
        ["defaultdict"] = "clear copy default_factory fromkeys get items keys pop popitem setdefault update values",
        ["deque"] = "append appendleft clear copy count extend extendleft index insert maxlen pop popleft remove reverse rotate",
        ["Match"] = "end endpos expand group groupdict groups lastgroup lastindex pos re regs span start string",
        ["Pattern"] = "findall finditer flags fullmatch groupindex groups match pattern scanner search split sub subn",
        ["TextIOWrapper"] = "buffer close closed detach encoding errors fileno flush isatty line_buffering name newlines read readable readline "
            + "readlines reconfigure seek seekable tell truncate writable write write_through writelines",
        ["StringIO"] = "close closed detach encoding errors fileno flush getvalue isatty line_buffering newlines read readable readline "
            + "readlines seek seekable tell truncate writable write writelines",
    };

    /// <summary>The public attributes of a type's objects, by the type's name as messages print it; none for an unknown type.</summary>
    public static IReadOnlySet<string> Attributes(string type) =>
        Listed.TryGetValue(type[(type.LastIndexOf('.') + 1)..], out var names) ? Names(names) : new HashSet<string>();

    /// <summary>True for the name of an attribute of any of Python's own common types.</summary>
    public static bool IsMethodName(string name) => AllAttributes.Contains(name);

    static readonly HashSet<string> AllAttributes = [.. Listed.Values.SelectMany(Names)];

    static HashSet<string> Names(string listed) => [.. listed.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
