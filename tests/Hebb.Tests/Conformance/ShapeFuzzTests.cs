using Hebb.Conformance.Shapes;

namespace Hebb.Tests;

public sealed class ShapeFuzzTests
{
    // The long form is Hebb.Conformance shapes.
    [Fact]
    public void ShapesAndGeometryNear32BitsEndInAResultOrADocumentedError()
    {
        var output = new StringWriter();
        ShapeFuzzResult result = ShapeFuzz.Run(3000, seed: 1, output);
        Assert.True(result.Failed == 0, output.ToString());
        Assert.InRange(result.Refused, 1000, 2500);
        Assert.True(result.Callables > 350);
    }
}
