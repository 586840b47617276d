using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>Tells the type of an expression from annotations, literals and definitions. Null means: not certain.</summary>
sealed class TypeReader(Symbols symbols)
{
    const int DeepestChain = 12;

    static readonly Dictionary<string, string> BuiltinResults = new(StringComparer.Ordinal)
    {
        ["len"] = "int", ["int"] = "int", ["ord"] = "int", ["hash"] = "int", ["id"] = "int",
        ["float"] = "float", ["str"] = "str", ["repr"] = "str", ["chr"] = "str", ["format"] = "str", ["input"] = "str", ["hex"] = "str", ["bin"] = "str",
        ["bool"] = "bool", ["isinstance"] = "bool", ["any"] = "bool", ["all"] = "bool",
        ["list"] = "list", ["sorted"] = "list", ["dict"] = "dict", ["set"] = "set", ["frozenset"] = "frozenset", ["tuple"] = "tuple",
        ["bytes"] = "bytes", ["bytearray"] = "bytearray", ["Decimal"] = "Decimal", ["Path"] = "Path", ["timedelta"] = "timedelta",
        ["map"] = "map", ["filter"] = "filter", ["zip"] = "zip", ["enumerate"] = "enumerate", ["reversed"] = "reversed", ["iter"] = "iterator", ["range"] = "range",
        ["Counter"] = "Counter", ["defaultdict"] = "defaultdict", ["OrderedDict"] = "OrderedDict", ["deque"] = "deque",
        ["date"] = "date", ["datetime"] = "datetime", ["UUID"] = "UUID",
    };

    static readonly Dictionary<string, string> MethodResults = new(StringComparer.Ordinal)
    {
        ["strip"] = "str", ["lstrip"] = "str", ["rstrip"] = "str", ["lower"] = "str", ["upper"] = "str", ["title"] = "str", ["capitalize"] = "str", ["join"] = "str",
        ["replace"] = "str", ["format"] = "str", ["ljust"] = "str", ["rjust"] = "str", ["zfill"] = "str", ["isoformat"] = "str", ["strftime"] = "str", ["hexdigest"] = "str",
        ["casefold"] = "str", ["center"] = "str", ["decode"] = "str", ["encode"] = "bytes", ["split"] = "list", ["rsplit"] = "list", ["splitlines"] = "list",
        ["total_seconds"] = "float", ["timestamp"] = "float", ["keys"] = "dict_keys", ["items"] = "dict_items", ["startswith"] = "bool", ["endswith"] = "bool",
        ["isdigit"] = "bool", ["date"] = "date", ["utcnow"] = "datetime", ["now"] = "datetime", ["fromtimestamp"] = "datetime", ["strptime"] = "datetime", ["fromisoformat"] = "datetime",
        ["today"] = "date", ["b64encode"] = "bytes", ["urlsafe_b64encode"] = "bytes", ["digest"] = "bytes",
    };

    public PythonType? Of(SyntaxNode expression, PythonModule module) => Of(expression, module, 0);

    /// <summary>The type that an annotation names.</summary>
    public PythonType? Annotated(SyntaxNode annotation, PythonModule module) => Annotation(annotation, module, 0);

    PythonType? Of(SyntaxNode node, PythonModule module, int depth)
    {
        if (depth > DeepestChain)
            return null;
        node = node.Bare();
        return node.Kind switch
        {
            "string" or "concatenated_string" => new(node.IsBytes() ? "bytes" : "str"),
            "integer" => new("int"),
            "float" => new("float"),
            "true" or "false" or "not_operator" or "comparison_operator" => new("bool"),
            "none" => new("NoneType"),
            "list" => new("list") { Element = Same(node.NamedChildren, module, depth) },
            "list_comprehension" => new("list") { Element = node.Field("body") is { } body ? Of(body, module, depth + 1) : null },
            "set" or "set_comprehension" => new("set"),
            "dictionary" => new("dict") { Element = Same(node.NamedChildren.Select(p => p.Field("value") ?? p), module, depth) },
            "dictionary_comprehension" => new("dict"),
            "tuple" or "expression_list" => new("tuple"),
            "generator_expression" => new("generator"),
            "lambda" => new("function"),
            "await" => OfAwaited(node, module, depth),
            "conditional_expression" => Same([node.NamedChildren.First(), node.NamedChildren.Last()], module, depth),
            "unary_operator" => node.Field("argument") is { } argument ? Of(argument, module, depth + 1) : null,
            "binary_operator" => OfBinary(node, module, depth),
            "boolean_operator" => Same([node.Field("left")!, node.Field("right")!], module, depth),
            "identifier" => OfName(node, module, depth),
            "attribute" => OfAttribute(node, module, depth),
            "call" => OfCall(node, module, depth),
            "subscript" => OfSubscript(node, module, depth),
            _ => null,
        };
    }

    PythonType? Same(IEnumerable<SyntaxNode> nodes, PythonModule module, int depth)
    {
        PythonType? common = null;
        foreach (var node in nodes.Take(50))
        {
            if (Of(node, module, depth + 1) is not { } type || common is not null && (common.Name != type.Name || common.Class != type.Class))
                return null;
            common ??= type;
        }
        return common;
    }

    PythonType? OfAwaited(SyntaxNode node, PythonModule module, int depth) =>
        node.NamedChildren.FirstNode() is { Kind: "call" } call && Callee(call, module, depth) is { Function: { } function }
            ? Returned(function, depth) : null;

    PythonType? OfBinary(SyntaxNode node, PythonModule module, int depth)
    {
        var (left, op, right) = node.Binary()!.Value;
        var a = Of(left, module, depth + 1);
        if (op == "%" && a?.Name == "str")
            return a;
        var b = Of(right, module, depth + 1);
        if (a is null || b is null)
            return op is "+" && (a ?? b)?.Name == "str" ? new("str") : null;
        if (a.IsNumber && b.IsNumber)
        {
            if (a.Name == "Decimal" || b.Name == "Decimal")
                return new("Decimal");
            return new(op == "/" || a.Name == "float" || b.Name == "float" ? "float" : "int");
        }
        return (a.Name, op, b.Name) switch
        {
            ("datetime" or "date", "+" or "-", "timedelta") => a,
            ("datetime" or "date", "-", "datetime" or "date") => new("timedelta"),
            ("timedelta", _, _) => a,
            ("str" or "list" or "tuple", "*", "int") => a,
            _ => op == "+" && a.Name == b.Name ? a : null,
        };
    }

    PythonType? OfName(SyntaxNode node, PythonModule module, int depth)
    {
        if (module.ScopeOf(node).Owner(node.Text) is not { } scope)
            return null;
        PythonType? common = null;
        foreach (var binding in scope[node.Text])
        {
            if (binding.Kind == BindingKind.Augmented)
                continue;
            var type = OfBinding(binding, module, depth);
            if (type is null || common is not null && (common.Name != type.Name || common.Class != type.Class))
                return null;
            common ??= type;
        }
        return common;
    }

    PythonType? OfBinding(Binding binding, PythonModule module, int depth)
    {
        switch (binding.Kind)
        {
            case BindingKind.Parameter when module.Functions.FirstOrDefault(f => f.Node == binding.Node.Function()) is { } function:
                if (binding.Name is "self" or "cls" && function.Class is not null)
                    return binding.Name == "self" ? PythonType.Of(function.Class) : null;
                var parameter = function.Parameters.FirstOrDefault(p => p.Name == binding.Name);
                return parameter?.Kind switch
                {
                    ParameterKind.Star => new("tuple"),
                    ParameterKind.DoubleStar => new("dict"),
                    _ => parameter?.Annotation is { } annotation ? Annotation(annotation, module, depth + 1) : null,
                };
            case BindingKind.Assignment when binding.Direct && binding.Node.Parent is { Kind: "assignment" } assignment && assignment.Field("type") is { } type:
                return Annotation(type, module, depth + 1);
            case BindingKind.Assignment when binding.Direct && binding.Source is { } value:
                return Of(value, module, depth + 1);
            case BindingKind.Loop when binding.Direct && binding.Source is { } source:
                return Of(source, module, depth + 1) is { } iterated ? ItemOf(iterated) : null;
            case BindingKind.Function:
                return new("function") { Function = module.Functions.First(f => f.Node == binding.Source) };
            case BindingKind.Class:
                return new("type") { Class = module.Classes.First(c => c.Node == binding.Source) };
            case BindingKind.Import when symbols.Resolve(binding.Name, module) is { Binding.Kind: not BindingKind.Import } target:
                return OfBinding(target.Binding, target.Module, depth + 1);
            default:
                return null;
        }
    }

    static PythonType? ItemOf(PythonType iterated) => iterated.Name switch
    {
        "list" or "set" or "tuple" or "iterator" or "deque" => iterated.Element,
        "dict" or "defaultdict" => null,
        "range" => new("int"),
        "str" => iterated,
        _ => null,
    };

    PythonType? OfAttribute(SyntaxNode node, PythonModule module, int depth)
    {
        var name = node.Field("attribute")!.Text;
        var target = node.Field("object")!;
        if (symbols.ModuleOf(target, module) is { } owner)
            return symbols.Resolve(name, owner) is { } found ? OfBinding(found.Binding, found.Module, depth + 1) : null;
        if (Of(target, module, depth + 1) is not { Class: { } type })
            return null;
        PythonType? common = null;
        foreach (var member in symbols.MembersOf(type).All[name])
        {
            var own = OfMember(member, depth + 1);
            if (own is null && member.Kind == MemberKind.SelfAttribute && member.Value is null)
                continue;
            if (own is null || common is not null && common.Name != own.Name)
                return null;
            common ??= own;
            if (member.Type is not null || member.Kind is MemberKind.Method or MemberKind.Property)
                break;
        }
        return common;
    }

    PythonType? OfMember(Member member, int depth) => member switch
    {
        { Kind: MemberKind.Method, Method: { } method } => new("method") { Function = method },
        { Kind: MemberKind.Property, Method: { } property } => Returned(property, depth),
        { Type: { } annotation } => Annotation(annotation, member.Class.Module, depth + 1),
        { Value: { } value } => Of(value, member.Class.Module, depth + 1),
        _ => null,
    };

    PythonType? Callee(SyntaxNode call, PythonModule module, int depth) =>
        call.Field("function") is { } function ? Of(function, module, depth + 1) : null;

    PythonType? OfCall(SyntaxNode node, PythonModule module, int depth)
    {
        var function = node.Field("function")!;
        if (Callee(node, module, depth) is { } callee)
        {
            if (callee is { Name: "type", Class: { } type })
                return PythonType.Of(type);
            if (callee.Function is { } called)
                return called.IsAsync ? new("coroutine") { Function = called } : Returned(called, depth);
        }
        if (function.Kind == "identifier" && module.ScopeOf(function).Owner(function.Text)?[function.Text].All(b => b.Kind == BindingKind.Import) != false)
        {
            if (BuiltinResults.TryGetValue(function.Text, out var result))
                return new(result) { Element = result is "list" ? Iterated(node, module, depth) : null };
            if (function.Text is "round")
                return node.Arguments().Count == 1 ? new("int") : new("float");
            if (function.Text is "sum" or "max" or "min" or "abs")
                return null;
        }
        if (function.Kind != "attribute")
            return null;
        if (function.Text is "os.environ.get" or "os.getenv")
            return new("str");
        if (function.Text is "struct.pack")
            return new("bytes");
        var name = function.Field("attribute")!.Text;
        if (name is "ceil" or "floor" && function.Field("object")?.Text == "math")
            return new("int");
        if (name is "items" or "keys" or "values" && node.Arguments().Count > 0)
            return null;
        return MethodResults.TryGetValue(name, out var known) && Of(function.Field("object")!, module, depth + 1) is not { Class: not null } ? new(known) : null;
    }

    PythonType? Iterated(SyntaxNode call, PythonModule module, int depth) =>
        call.Arguments().FirstNode() is { } source && Of(source, module, depth + 1) is { } type ? ItemOf(type) : null;

    PythonType? OfSubscript(SyntaxNode node, PythonModule module, int depth)
    {
        var index = node.Field("subscript");
        var container = Of(node.Field("value")!, module, depth + 1);
        if (index?.Kind == "slice")
            return container is { Name: "str" or "list" or "tuple" or "bytes" } ? container : null;
        return container?.Name switch { "list" or "dict" or "deque" => container.Element, "str" => container, "bytes" => new("int"), _ => null };
    }

    PythonType? Returned(FunctionDefinition function, int depth)
    {
        if (depth > DeepestChain)
            return null;
        if (function.IsGenerator)
            return new("generator");
        if (function.ReturnType is { } annotation)
            return Annotation(annotation, function.Module, depth + 1);
        var returns = function.Returns.ToList();
        if (returns.Count == 0 || returns.Contains(null))
            return null;
        return Same(returns.Select(r => r!), function.Module, depth + 1);
    }

    PythonType? Annotation(SyntaxNode node, PythonModule module, int depth)
    {
        if (depth > DeepestChain)
            return null;
        while (node.Kind is "type" && node.NamedChildren.FirstNode() is { } inner)
            node = inner;
        switch (node.Kind)
        {
            case "string":
                return node.StringValue() is { } quoted && module.ClassNamed(quoted) is { } local ? PythonType.Of(local) : null;
            case "none":
                return new("NoneType");
            case "binary_operator" when node.Binary() is { Operator: "|" } union:
                var (one, other) = union.Right.Kind == "none" ? (union.Left, true) : (union.Right, union.Left.Kind == "none");
                return other && Annotation(one, module, depth + 1) is { } either ? either with { IsOptional = true } : null;
            case "subscript" or "generic_type":
                return Generic(node, module, depth);
            case "identifier" or "attribute":
                if (symbols.ClassOf(node, module) is { } type)
                    return PythonType.Of(type);
                var name = node.Text[(node.Text.LastIndexOf('.') + 1)..];
                return name switch
                {
                    "List" => new("list"), "Dict" => new("dict"), "Tuple" => new("tuple"), "Set" => new("set"),
                    "str" or "int" or "float" or "bool" or "bytes" or "list" or "dict" or "set" or "tuple" or "datetime" or "date" or "timedelta" or "Decimal" or "Path" or "frozenset" or "deque" => new(name),
                    _ => null,
                };
            default:
                return null;
        }
    }

    PythonType? Generic(SyntaxNode node, PythonModule module, int depth)
    {
        var parts = node.NamedChildren.ToList();
        var name = parts[0].Text[(parts[0].Text.LastIndexOf('.') + 1)..];
        var arguments = parts.Skip(1).SelectMany(p => p.Kind == "type_parameter" ? p.NamedChildren : [p]).ToList();
        if (arguments.Count == 0)
            return null;
        return name switch
        {
            "Optional" => Annotation(arguments[0], module, depth + 1) is { } inner ? inner with { IsOptional = true } : null,
            "List" or "list" => new("list") { Element = Annotation(arguments[0], module, depth + 1) },
            "Sequence" => new("sequence") { Element = Annotation(arguments[0], module, depth + 1) },
            "Iterable" or "Iterator" => new("iterator") { Element = Annotation(arguments[0], module, depth + 1) },
            "Set" or "set" or "FrozenSet" or "frozenset" => new("set") { Element = Annotation(arguments[0], module, depth + 1) },
            "Dict" or "dict" or "Mapping" or "DefaultDict" => new("dict") { Element = Annotation(arguments[^1], module, depth + 1) },
            "Tuple" or "tuple" => new("tuple"),
            _ => null,
        };
    }
}
