using System.Xml.Linq;
using SelfHealing.Steps;

namespace SelfHealing.Tests.Conventions;

public class PublicApiTests
{
    [Fact]
    public void Every_public_type_says_what_it_is()
    {
        var assembly = typeof(StepTable).Assembly;
        var documentation = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        var documented = documentation.Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();

        var undocumented = assembly.GetExportedTypes().Select(type => "T:" + type.FullName!.Replace('+', '.')).Where(name => !documented.Contains(name));

        undocumented.ShouldBeEmpty();
    }
}
