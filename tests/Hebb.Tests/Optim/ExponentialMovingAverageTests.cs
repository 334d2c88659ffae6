using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

public sealed class ExponentialMovingAverageTests
{
    [Fact]
    public void AveragesFollowSlowly()
    {
        (Parameter p, ExponentialMovingAverage average) = Make(0.75);
        double expected = 1;
        foreach (double value in new[] { 3.0, -1, 2 })
        {
            Set(p, value);
            average.Update();
            expected = (0.75 * expected) + (0.25 * value);
            Assert.Equal(expected, average.Averages[0].Item(), 1e-14);
        }

        Assert.Equal(3, average.UpdateCount);
    }

    [Fact]
    public void AWarmUpForgetsTheBeginningFaster()
    {
        var p = new Parameter(Tensor.From([1.0]));
        var average = new ExponentialMovingAverage([p], 0.999, warmUp: true);
        Set(p, 2);
        average.Update();
        Assert.Equal(1 + (1 - (2.0 / 11)), average.Averages[0].Item(), 1e-14);
    }

    [Fact]
    public void SwappingPutsTheAveragesInAndTheTrainedValuesBack()
    {
        (Parameter p, ExponentialMovingAverage average) = Make(0.5);
        Set(p, 3);
        average.Update();
        Tensor held = p.Tensor;
        using (IDisposable swapped = average.Swap())
        {
            Assert.Equal(2, p.Tensor.Item());
            Assert.Same(held, p.Tensor);
            Assert.Throws<InvalidOperationException>(average.Update);
            Assert.Throws<InvalidOperationException>(() => average.Swap());
            swapped.Dispose();
        }

        Assert.Equal(3, p.Tensor.Item());
        average.CopyTo();
        Assert.Equal(2, p.Tensor.Item());
    }

    [Fact]
    public void ASnapshotResumesAndAForeignOneIsRefused()
    {
        (Parameter p, ExponentialMovingAverage average) = Make(0.5);
        Set(p, 3);
        average.Update();
        Dictionary<string, Tensor> state = average.StateDict();
        average.Update();
        var other = new ExponentialMovingAverage([new Parameter(Tensor.From([9.0]))], 0.5);
        other.LoadStateDict(state);
        Assert.Equal(2, other.Averages[0].Item());
        Assert.Equal(1, other.UpdateCount);
        state["shadow_params.1"] = Tensor.Ones([1]);
        state.Remove("num_updates");
        ArgumentException error = Assert.Throws<ArgumentException>(() => other.LoadStateDict(state));
        Assert.Contains("num_updates is missing; shadow_params.1 is unknown", error.Message, StringComparison.Ordinal);
    }

    static (Parameter Parameter, ExponentialMovingAverage Average) Make(double decay)
    {
        var p = new Parameter(Tensor.From([1.0]));
        return (p, new ExponentialMovingAverage([p], decay));
    }

    static void Set(Parameter p, double value)
    {
        using var noGrad = Autograd.NoGrad();
        p.Tensor.Fill(value);
    }
}
