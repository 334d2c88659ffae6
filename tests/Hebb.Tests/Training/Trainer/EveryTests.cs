using Hebb.Training;

namespace Hebb.Tests;

public sealed class EveryTests
{
    [Fact]
    public void It_is_due_after_whole_multiples()
    {
        Assert.Equal([2, 4], Enumerable.Range(1, 5).Where(Every.Epochs(2).IsDueAfterEpoch));
        Assert.Equal([3], Enumerable.Range(1, 5).Where(n => Every.Steps(3).IsDueAfterStep(n)));
        Assert.False(Every.Epochs(1).IsDueAfterStep(1) || Every.Steps(1).IsDueAfterEpoch(1) || Every.Never.IsDueAfterStep(1));
        Assert.Equal(("every epoch", "every 500 steps", "never"), (Every.Epochs(1).ToString(), Every.Steps(500).ToString(), Every.Never.ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Every.Steps(0));
    }

    [Fact]
    public void Never_validates_not_even_at_the_end()
    {
        var model = Tiny.Model();
        TrainingHistory history = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 2, ValidateEvery = Every.Never }.Fit(Tiny.Loader(Tiny.Points(20)), Tiny.Loader(Tiny.Points(20)));
        Assert.Equal(["loss"], history.Epochs.Keys);
    }
}
