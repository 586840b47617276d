namespace SelfHealing.Code.Python;

/// <summary>The modules of Python's standard library, and the members of those in common use. Listed from CPython 3.11.</summary>
static class StandardLibrary
{
    public static IReadOnlySet<string> Modules { get; } = Names(
        "abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect "
        + "builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall "
        + "concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm "
        + "decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput "
        + "fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac "
        + "html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale "
        + "logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis "
        + "nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes "
        + "pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data "
        + "pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve "
        + "shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse "
        + "ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile "
        + "telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback "
        + "tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref "
        + "webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo ");

    static readonly Dictionary<string, string> Listed = new(StringComparer.Ordinal)
    {
        ["math"] = "acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1 fabs "
            + "factorial floor fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10 "
            + "log1p log2 modf nan nextafter perm pi pow prod radians remainder sin sinh sqrt tan tanh tau trunc ulp",
        ["json"] = "JSONDecodeError JSONDecoder JSONEncoder dump dumps load loads",
        ["os"] = "DirEntry GenericAlias Mapping MutableMapping NGROUPS_MAX PathLike RWF_APPEND RWF_DSYNC RWF_HIPRI RWF_NOWAIT RWF_SYNC "
            + "R_OK TMP_MAX X_OK abort access altsep chdir chmod chown chroot close closerange confstr confstr_names copy_file_range "
            + "cpu_count ctermid curdir defpath device_encoding devnull dup dup2 environ environb error eventfd eventfd_read "
            + "eventfd_write execl execle execlp execlpe execv execve execvp execvpe extsep fchdir fchmod fchown fdatasync fdopen "
            + "fork forkpty fpathconf fsdecode fsencode fspath fstat fstatvfs fsync ftruncate fwalk get_blocking get_exec_path "
            + "get_inheritable get_terminal_size getcwd getcwdb getegid getenv getenvb geteuid getgid getgrouplist getgroups "
            + "getloadavg getlogin getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid getsid getuid getxattr "
            + "initgroups isatty kill killpg lchown linesep link listdir listxattr lockf login_tty lseek lstat major makedev makedirs "
            + "memfd_create minor mkdir mkfifo mknod name nice open openpty pardir path pathconf pathconf_names pathsep pidfd_open "
            + "pipe pipe2 popen posix_fadvise posix_fallocate posix_spawn posix_spawnp pread preadv putenv pwrite pwritev read "
            + "readlink readv register_at_fork remove removedirs removexattr rename renames replace rmdir scandir "
            + "sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getparam sched_getscheduler sched_param "
            + "sched_rr_get_interval sched_setaffinity sched_setparam sched_setscheduler sched_yield sendfile sep set_blocking "
            + "set_inheritable setegid seteuid setgid setgroups setpgid setpgrp setpriority setregid setresgid setresuid setreuid "
            + "setsid setuid setxattr spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe splice stat stat_result statvfs "
            + "statvfs_result strerror supports_bytes_environ supports_dir_fd supports_effective_ids supports_fd "
            + "supports_follow_symlinks symlink sync sysconf sysconf_names system tcgetpgrp tcsetpgrp terminal_size times "
            + "times_result truncate ttyname umask uname uname_result unlink unsetenv urandom utime wait wait3 wait4 waitid "
            + "waitid_result waitpid waitstatus_to_exitcode walk write writev",
        ["os.path"] = "abspath altsep basename commonpath commonprefix curdir defpath devnull dirname exists expanduser expandvars extsep "
            + "getatime getctime getmtime getsize isabs isdir isfile islink ismount join lexists normcase normpath pardir pathsep "
            + "realpath relpath samefile sameopenfile samestat sep split splitdrive splitext supports_unicode_filenames",
        ["re"] = "A ASCII DOTALL I IGNORECASE L LOCALE M MULTILINE Match NOFLAG Pattern RegexFlag S U UNICODE VERBOSE X compile error "
            + "escape findall finditer fullmatch match purge search split sub subn template",
        ["time"] = "CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_TAI "
            + "CLOCK_THREAD_CPUTIME_ID altzone asctime clock_getres clock_gettime clock_gettime_ns clock_settime clock_settime_ns "
            + "ctime daylight get_clock_info gmtime localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time "
            + "process_time_ns pthread_getcpuclockid sleep strftime strptime struct_time thread_time thread_time_ns time time_ns "
            + "timezone tzname tzset",
        ["datetime"] = "MAXYEAR MINYEAR UTC date datetime time timedelta timezone tzinfo",
        ["random"] = "Random SystemRandom betavariate choice choices expovariate gammavariate gauss getrandbits getstate lognormvariate "
            + "normalvariate paretovariate randbytes randint random randrange sample seed setstate shuffle triangular uniform "
            + "vonmisesvariate weibullvariate",
        ["string"] = "Formatter Template ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits octdigits printable "
            + "punctuation whitespace",
        ["itertools"] = "accumulate chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby islice "
            + "pairwise permutations product repeat starmap takewhile tee zip_longest",
        ["functools"] = "WRAPPER_ASSIGNMENTS WRAPPER_UPDATES cache cached_property cmp_to_key lru_cache partial partialmethod reduce "
            + "singledispatch singledispatchmethod total_ordering update_wrapper wraps",
        ["collections"] = "ChainMap Counter OrderedDict UserDict UserList UserString defaultdict deque namedtuple",
        ["collections.abc"] = "AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Callable Collection Container Coroutine Generator "
            + "Hashable ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping MutableSequence MutableSet Reversible "
            + "Sequence Set Sized ValuesView",
        ["statistics"] = "NormalDist StatisticsError correlation covariance fmean geometric_mean harmonic_mean linear_regression mean median "
            + "median_grouped median_high median_low mode multimode pstdev pvariance quantiles stdev variance",
        ["csv"] = "Dialect DictReader DictWriter Error QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC Sniffer excel excel_tab "
            + "field_size_limit get_dialect list_dialects reader register_dialect unix_dialect unregister_dialect writer",
        ["decimal"] = "BasicContext Clamped Context ConversionSyntax Decimal DecimalException DecimalTuple DefaultContext DivisionByZero "
            + "DivisionImpossible DivisionUndefined ExtendedContext FloatOperation HAVE_CONTEXTVAR HAVE_THREADS Inexact "
            + "InvalidContext InvalidOperation MAX_EMAX MAX_PREC MIN_EMIN MIN_ETINY Overflow ROUND_05UP ROUND_CEILING ROUND_DOWN "
            + "ROUND_FLOOR ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP Rounded Subnormal Underflow getcontext localcontext "
            + "setcontext",
        ["fractions"] = "Fraction",
        ["enum"] = "CONFORM CONTINUOUS EJECT Enum EnumCheck EnumMeta EnumType Flag FlagBoundary IntEnum IntFlag KEEP NAMED_FLAGS ReprEnum "
            + "STRICT StrEnum UNIQUE auto global_enum global_enum_repr global_flag_repr global_str member nonmember "
            + "pickle_by_enum_name pickle_by_global_name property unique verify",
        ["dataclasses"] = "Field FrozenInstanceError InitVar KW_ONLY MISSING asdict astuple dataclass field fields is_dataclass make_dataclass "
            + "replace",
        ["typing"] = "AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO "
            + "ByteString Callable ChainMap ClassVar Collection Concatenate Container ContextManager Coroutine Counter DefaultDict "
            + "Deque Dict Final ForwardRef FrozenSet Generator Generic Hashable IO ItemsView Iterable Iterator KeysView List Literal "
            + "LiteralString Mapping MappingView Match MutableMapping MutableSequence MutableSet NamedTuple Never NewType NoReturn "
            + "NotRequired Optional OrderedDict ParamSpec ParamSpecArgs ParamSpecKwargs Pattern Protocol Required Reversible Self "
            + "Sequence Set Sized SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound "
            + "TYPE_CHECKING Text TextIO Tuple Type TypeAlias TypeGuard TypeVar TypeVarTuple TypedDict Union Unpack ValuesView "
            + "assert_never assert_type cast clear_overloads dataclass_transform final get_args get_origin get_overloads "
            + "get_type_hints is_typeddict no_type_check no_type_check_decorator overload reveal_type runtime_checkable",
        ["pathlib"] = "Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath",
        ["logging"] = "BASIC_FORMAT BufferingFormatter CRITICAL DEBUG ERROR FATAL FileHandler Filter Formatter Handler INFO LogRecord Logger "
            + "LoggerAdapter NOTSET NullHandler StreamHandler WARN WARNING addLevelName basicConfig captureWarnings critical debug "
            + "disable error exception fatal getLevelName getLevelNamesMapping getLogRecordFactory getLogger getLoggerClass info "
            + "lastResort log makeLogRecord raiseExceptions setLogRecordFactory setLoggerClass shutdown warn warning",
        ["uuid"] = "Enum NAMESPACE_DNS NAMESPACE_OID NAMESPACE_URL NAMESPACE_X500 RESERVED_FUTURE RESERVED_MICROSOFT RESERVED_NCS RFC_4122 "
            + "SafeUUID UUID bytes_ getnode int_ uuid1 uuid3 uuid4 uuid5",
        ["hashlib"] = "algorithms_available algorithms_guaranteed blake2b blake2s file_digest md5 new pbkdf2_hmac sha1 sha224 sha256 sha384 "
            + "sha3_224 sha3_256 sha3_384 sha3_512 sha512 shake_128 shake_256",
        ["base64"] = "a85decode a85encode b16decode b16encode b32decode b32encode b32hexdecode b32hexencode b64decode b64encode b85decode "
            + "b85encode decode decodebytes encode encodebytes standard_b64decode standard_b64encode urlsafe_b64decode "
            + "urlsafe_b64encode",
        ["io"] = "BlockingIOError BufferedIOBase BufferedRWPair BufferedRandom BufferedReader BufferedWriter BytesIO DEFAULT_BUFFER_SIZE "
            + "FileIO IOBase IncrementalNewlineDecoder RawIOBase SEEK_CUR SEEK_END SEEK_SET StringIO TextIOBase TextIOWrapper "
            + "UnsupportedOperation open open_code text_encoding",
        ["contextlib"] = "AbstractAsyncContextManager AbstractContextManager AsyncExitStack ContextDecorator ExitStack aclosing "
            + "asynccontextmanager chdir closing contextmanager nullcontext redirect_stderr redirect_stdout suppress",
        ["copy"] = "Error copy deepcopy",
        ["operator"] = "abs add and_ attrgetter call concat contains countOf delitem eq floordiv ge getitem gt iadd iand iconcat ifloordiv "
            + "ilshift imatmul imod imul index indexOf inv invert ior ipow irshift is_ is_not isub itemgetter itruediv ixor le "
            + "length_hint lshift lt matmul methodcaller mod mul ne neg not_ or_ pos pow rshift setitem sub truediv truth xor",
        ["heapq"] = "heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest",
        ["bisect"] = "bisect bisect_left bisect_right insort insort_left insort_right",
        ["sys"] = "abiflags addaudithook api_version argv audit base_exec_prefix base_prefix breakpointhook builtin_module_names "
            + "byteorder call_tracing copyright displayhook dont_write_bytecode exc_info excepthook exception exec_prefix executable "
            + "exit flags float_info float_repr_style get_asyncgen_hooks get_coroutine_origin_tracking_depth get_int_max_str_digits "
            + "getallocatedblocks getdefaultencoding getdlopenflags getfilesystemencodeerrors getfilesystemencoding getprofile "
            + "getrecursionlimit getrefcount getsizeof getswitchinterval gettrace hash_info hexversion implementation int_info intern "
            + "is_finalizing maxsize maxunicode meta_path modules orig_argv path path_hooks path_importer_cache platform platlibdir "
            + "prefix pycache_prefix set_asyncgen_hooks set_coroutine_origin_tracking_depth set_int_max_str_digits setdlopenflags "
            + "setprofile setrecursionlimit setswitchinterval settrace stderr stdin stdlib_module_names stdout thread_info "
            + "unraisablehook version version_info warnoptions",
        ["shutil"] = "Error ExecError SameFileError SpecialFileError chown copy copy2 copyfile copyfileobj copymode copystat copytree "
            + "disk_usage get_archive_formats get_terminal_size get_unpack_formats ignore_patterns make_archive move "
            + "register_archive_format register_unpack_format rmtree unpack_archive unregister_archive_format "
            + "unregister_unpack_format which",
        ["subprocess"] = "CalledProcessError CompletedProcess DEVNULL PIPE Popen STDOUT SubprocessError TimeoutExpired call check_call "
            + "check_output getoutput getstatusoutput run",
        ["threading"] = "Barrier BoundedSemaphore BrokenBarrierError Condition Event ExceptHookArgs Lock RLock Semaphore TIMEOUT_MAX Thread "
            + "ThreadError Timer active_count current_thread enumerate excepthook get_ident get_native_id getprofile gettrace local "
            + "main_thread setprofile settrace stack_size",
        ["urllib.parse"] = "DefragResult DefragResultBytes ParseResult ParseResultBytes SplitResult SplitResultBytes parse_qs parse_qsl quote "
            + "quote_from_bytes quote_plus unquote unquote_plus unquote_to_bytes urldefrag urlencode urljoin urlparse urlsplit "
            + "urlunparse urlunsplit",
        ["urllib.request"] = "AbstractBasicAuthHandler AbstractDigestAuthHandler BaseHandler CacheFTPHandler DataHandler FTPHandler FancyURLopener "
            + "FileHandler HTTPBasicAuthHandler HTTPCookieProcessor HTTPDefaultErrorHandler HTTPDigestAuthHandler HTTPErrorProcessor "
            + "HTTPHandler HTTPPasswordMgr HTTPPasswordMgrWithDefaultRealm HTTPPasswordMgrWithPriorAuth HTTPRedirectHandler "
            + "HTTPSHandler OpenerDirector ProxyBasicAuthHandler ProxyDigestAuthHandler ProxyHandler Request URLopener UnknownHandler "
            + "build_opener getproxies install_opener pathname2url url2pathname urlcleanup urlopen urlretrieve",
        ["calendar"] = "Calendar FRIDAY HTMLCalendar IllegalMonthError IllegalWeekdayError LocaleHTMLCalendar LocaleTextCalendar MONDAY "
            + "SATURDAY SUNDAY THURSDAY TUESDAY TextCalendar WEDNESDAY calendar day_abbr day_name firstweekday isleap leapdays month "
            + "month_abbr month_name monthcalendar monthrange prcal prmonth setfirstweekday timegm weekday weekheader",
        ["textwrap"] = "TextWrapper dedent fill indent shorten wrap",
        ["secrets"] = "SystemRandom choice compare_digest randbelow randbits token_bytes token_hex token_urlsafe",
        ["glob"] = "escape glob iglob",
        ["tempfile"] = "NamedTemporaryFile SpooledTemporaryFile TMP_MAX TemporaryDirectory TemporaryFile gettempdir gettempdirb gettempprefix "
            + "gettempprefixb mkdtemp mkstemp mktemp tempdir",
        ["asyncio"] = "ALL_COMPLETED AbstractChildWatcher AbstractEventLoop AbstractEventLoopPolicy AbstractServer Barrier BaseEventLoop "
            + "BaseProtocol BaseTransport BoundedSemaphore BrokenBarrierError BufferedProtocol CancelledError Condition "
            + "DatagramProtocol DatagramTransport DefaultEventLoopPolicy Event FIRST_COMPLETED FIRST_EXCEPTION FastChildWatcher "
            + "Future Handle IncompleteReadError InvalidStateError LifoQueue LimitOverrunError Lock MultiLoopChildWatcher "
            + "PidfdChildWatcher PriorityQueue Protocol Queue QueueEmpty QueueFull ReadTransport Runner SafeChildWatcher "
            + "SelectorEventLoop Semaphore SendfileNotAvailableError Server StreamReader StreamReaderProtocol StreamWriter "
            + "SubprocessProtocol SubprocessTransport Task ThreadedChildWatcher Timeout TimeoutError TimerHandle Transport "
            + "WriteTransport all_tasks as_completed create_subprocess_exec create_subprocess_shell create_task current_task "
            + "ensure_future gather get_child_watcher get_event_loop get_event_loop_policy get_running_loop iscoroutine "
            + "iscoroutinefunction isfuture new_event_loop open_connection open_unix_connection run run_coroutine_threadsafe "
            + "set_child_watcher set_event_loop set_event_loop_policy shield sleep start_server start_unix_server timeout timeout_at "
            + "to_thread wait wait_for wrap_future",
        ["traceback"] = "FrameSummary StackSummary TracebackException clear_frames extract_stack extract_tb format_exc format_exception "
            + "format_exception_only format_list format_stack format_tb print_exc print_exception print_last print_stack print_tb "
            + "walk_stack walk_tb",
        ["argparse"] = "Action ArgumentDefaultsHelpFormatter ArgumentError ArgumentParser ArgumentTypeError BooleanOptionalAction FileType "
            + "HelpFormatter MetavarTypeHelpFormatter Namespace ONE_OR_MORE OPTIONAL PARSER REMAINDER RawDescriptionHelpFormatter "
            + "RawTextHelpFormatter SUPPRESS ZERO_OR_MORE",
        ["abc"] = "ABC ABCMeta abstractclassmethod abstractmethod abstractproperty abstractstaticmethod get_cache_token "
            + "update_abstractmethods",
        ["queue"] = "Empty Full LifoQueue PriorityQueue Queue SimpleQueue",
        ["struct"] = "Struct calcsize error iter_unpack pack pack_into unpack unpack_from",
        ["types"] = "AsyncGeneratorType BuiltinFunctionType BuiltinMethodType CellType ClassMethodDescriptorType CodeType CoroutineType "
            + "DynamicClassAttribute EllipsisType FrameType FunctionType GeneratorType GenericAlias GetSetDescriptorType LambdaType "
            + "MappingProxyType MemberDescriptorType MethodDescriptorType MethodType MethodWrapperType ModuleType NoneType "
            + "NotImplementedType SimpleNamespace TracebackType UnionType WrapperDescriptorType coroutine new_class prepare_class "
            + "resolve_bases",
        ["inspect"] = "ArgInfo Arguments Attribute BlockFinder BoundArguments CORO_CLOSED CORO_CREATED CORO_RUNNING CORO_SUSPENDED "
            + "CO_ASYNC_GENERATOR CO_COROUTINE CO_GENERATOR CO_ITERABLE_COROUTINE CO_NESTED CO_NEWLOCALS CO_NOFREE CO_OPTIMIZED "
            + "CO_VARARGS CO_VARKEYWORDS ClassFoundException ClosureVars EndOfBlock FrameInfo FullArgSpec GEN_CLOSED GEN_CREATED "
            + "GEN_RUNNING GEN_SUSPENDED Parameter Signature TPFLAGS_IS_ABSTRACT Traceback classify_class_attrs cleandoc currentframe "
            + "findsource formatannotation formatannotationrelativeto formatargvalues get_annotations getabsfile getargs getargvalues "
            + "getattr_static getblock getcallargs getclasstree getclosurevars getcomments getcoroutinelocals getcoroutinestate "
            + "getdoc getfile getframeinfo getfullargspec getgeneratorlocals getgeneratorstate getinnerframes getlineno getmembers "
            + "getmembers_static getmodule getmodulename getmro getouterframes getsource getsourcefile getsourcelines indentsize "
            + "isabstract isasyncgen isasyncgenfunction isawaitable isbuiltin isclass iscode iscoroutine iscoroutinefunction "
            + "isdatadescriptor isframe isfunction isgenerator isgeneratorfunction isgetsetdescriptor ismemberdescriptor ismethod "
            + "ismethoddescriptor ismethodwrapper ismodule isroutine istraceback signature stack trace unwrap walktree",
        ["zoneinfo"] = "InvalidTZPathWarning TZPATH ZoneInfo ZoneInfoNotFoundError available_timezones reset_tzpath",
    };

    /// <summary>The members of a module; none for a module that is not listed.</summary>
    public static IReadOnlySet<string> Members(string module) =>
        Listed.TryGetValue(module, out var names) ? Names(names) : new HashSet<string>();

    /// <summary>The modules that have a member of that name.</summary>
    public static IReadOnlyList<string> ModulesWith(string member) =>
        [.. Listed.Keys.Where(module => Members(module).Contains(member))];

    static HashSet<string> Names(string listed) => [.. listed.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
