using Hebb.Training;

namespace Hebb.Tests;

public sealed class IntervalTests
{
    [Fact]
    public void ItIsDueAfterWholeMultiples()
    {
        Assert.Equal([2, 4], Enumerable.Range(1, 5).Where(Interval.Epochs(2).IsDueAfterEpoch));
        Assert.Equal([3], Enumerable.Range(1, 5).Where(n => Interval.Steps(3).IsDueAfterStep(n)));
        Assert.False(Interval.Epochs(1).IsDueAfterStep(1) || Interval.Steps(1).IsDueAfterEpoch(1) || Interval.Never.IsDueAfterStep(1));
        Assert.Equal(("every epoch", "every 500 steps", "never"), (Interval.Epochs(1).ToString(), Interval.Steps(500).ToString(), Interval.Never.ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Interval.Steps(0));
    }

    [Fact]
    public void NeverValidatesNotEvenAtTheEnd()
    {
        var model = Tiny.Model();
        TrainingHistory history = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 2, ValidateEvery = Interval.Never }.Fit(Tiny.Loader(Tiny.Points(20)), Tiny.Loader(Tiny.Points(20)));
        Assert.Equal(["loss"], history.Epochs.Keys);
    }
}
