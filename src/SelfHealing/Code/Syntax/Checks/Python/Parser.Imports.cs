namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    Node Import()
    {
        var start = Take().Start;
        var names = new List<Node>();
        do
        {
            var module = DottedName();
            names.Add(Alias(new Node(NodeKind.Name, module.Start, module.Text.Split('.')[0])));
        }
        while (Accept(","));
        return new Node(NodeKind.Import, start, "", names);
    }

    (int Start, string Text) DottedName()
    {
        var first = ExpectName("a module");
        var text = first.Text;
        while (Accept("."))
            text += "." + ExpectName("a module").Text;
        return (first.Start, text);
    }

    Node Alias(Node imported)
    {
        if (Accept("as"))
        {
            var alias = ExpectBoundName();
            return new Node(NodeKind.Name, alias.Start, alias.Text);
        }
        return imported.Text == "__debug__" ? throw Invalid(imported, "cannot assign to __debug__") : imported;
    }

    Node ImportFrom()
    {
        var start = Take().Start;
        var dots = 0;
        for (; Is(".") || Is("..."); next++)
            dots++;
        var module = dots > 0 && Is("import") ? "" : DottedName().Text;
        Expect("import");
        if (Accept("*"))
            return new Node(NodeKind.ImportAll, start, module);
        var isFuture = dots == 0 && module == "__future__";
        var names = ImportedNames(isFuture);
        return new Node(isFuture ? NodeKind.ImportFuture : NodeKind.ImportFrom, start, module, names);
    }

    /// <summary>The names that an import binds; of a future import the features that it names.</summary>
    List<Node> ImportedNames(bool isFuture)
    {
        var names = new List<Node>();
        var isParenthesized = Accept("(");
        do
        {
            if (isParenthesized && names.Count > 0 && Is(")"))
                break;
            if (!isParenthesized && names.Count > 0 && Here.Kind == TokenKind.Newline)
                throw Unexpected("trailing comma not allowed without surrounding parentheses");
            var name = ExpectName("an imported name");
            var imported = new Node(NodeKind.Name, name.Start, name.Text);
            var bound = Alias(imported);
            names.Add(isFuture ? imported : bound);
        }
        while (Accept(","));
        if (isParenthesized)
            Expect(")");
        return names;
    }
}
