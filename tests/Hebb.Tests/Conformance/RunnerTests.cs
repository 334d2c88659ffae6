using Hebb.Conformance;

namespace Hebb.Tests;

public sealed class RunnerTests
{
    const double Tolerance = 1e-9;

    static GoldenCase Case(Dictionary<string, Tensor> tensors, string family = "elementwise", string op = "square", string args = "{}") => new()
    {
        Id = "test",
        Family = family,
        Op = op,
        Args = Arguments.Parse(args),
        Tensors = tensors,
        Float64Tolerance = Tolerance,
        Float32Tolerance = 2e-5,
    };

    static Dictionary<string, Tensor> Square(double out1 = 4, double grad1 = 8) => new(StringComparer.Ordinal)
    {
        ["in.x"] = Tensor.From([1f, 2]),
        ["gout.y"] = Tensor.From([3f, 2]),
        ["out.y"] = Tensor.From([1.0, out1]),
        ["out.y.f32"] = Tensor.From([99f, 99]),
        ["grad.x"] = Tensor.From([6.0, grad1]),
    };

    static IReadOnlyList<string> Problems(GoldenCase golden, DType type = DType.Float64) => Runner.Problems(golden, type, AdapterTable.All);

    [Theory]
    [InlineData(DType.Float64)]
    [InlineData(DType.Float32)]
    public void RightExpectationsPass(DType type) => Assert.Empty(Problems(Case(Square()), type));

    [Fact]
    public void AWrongOutputFailsWithItsPlaceAndValues()
    {
        string problem = Assert.Single(Problems(Case(Square(out1: 5))));
        Assert.Contains("out.y[1]: got 4, expected 5", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongGradientFails() => Assert.Contains("grad.x[1]", Assert.Single(Problems(Case(Square(grad1: 8 + 1e-7)))), StringComparison.Ordinal);

    [Fact]
    public void AMissingOperationFails() => Assert.Equal("no such operation yet", Assert.Single(Problems(Case(Square(), op: "frobnicate"))));

    [Fact]
    public void AnOutputThatIsNotComputedFails()
    {
        Dictionary<string, Tensor> tensors = Square();
        tensors["out.z"] = Tensor.Scalar(0, DType.Float64);
        Assert.Contains("out.z: was not computed", Assert.Single(Problems(Case(tensors))), StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorIsAFailureWithItsMessage()
    {
        GoldenCase golden = Case(Square(), family: "reduce", op: "cumsum", args: """{"dim": 7}""");
        Assert.Contains("IndexException", Assert.Single(Problems(golden)), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEndingThatNamesAConventionIsNotPartOfTheOperation() => Assert.Empty(Problems(Case(Square(), op: "square_extreme")));

    [Fact]
    public void ACaseCountsOnceAndPassesOnlyIfEveryTypeDoes()
    {
        // The expectation is off by 1e-6: within the tolerance of Float32, far beyond that of Float64.
        Dictionary<string, Tensor> tensors = Square(out1: 4 + 1e-6);
        var output = new StringWriter();
        Assert.Equal(1, Runner.Run([Case(tensors)], [DType.Float32], AdapterTable.All, output).Passed);
        RunResult both = Runner.Run([Case(tensors), Case(Square())], [DType.Float64, DType.Float32], AdapterTable.All, output);
        Assert.Equal((1, 1), (both.Passed, both.Failed));
        Assert.Contains("FAIL test  square {}", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ALossGivenAsAnExpressionIsDifferentiated()
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["in.x"] = Tensor.From([1.0, -2]), ["grad.x"] = Tensor.From([4.0, -32]) };
        Assert.Empty(Problems(Case(tensors, args: """{"loss": "sum(y^2)"}""")));
        tensors["grad.x"] = Tensor.From([2.0, -4]);
        Assert.Empty(Problems(Case(tensors, args: """{"loss": "sum(y)"}""")));
        Assert.NotEmpty(Problems(Case(tensors, args: """{"loss": "max(y)"}""")));
    }
}
