using Hebb.Cli;
using Hebb.Cli.Display;

namespace Hebb.Tests;

/// <summary>What is redrawn in place fits into the terminal, whatever its size, and leaves nothing behind.</summary>
public sealed class LiveDisplayTests
{
    const int Epochs = 30;

    public static TheoryData<int, int> Sizes => new((120, 40), (80, 24), (80, 10), (60, 24), (40, 24), (40, 12), (24, 24));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ATrainingIsNeverWiderOrHigherThanTheTerminal(int width, int height)
    {
        var screen = new Screen(width, height);
        var view = new LiveLearning(screen.Terminal) { Frame = TimeSpan.Zero };
        view.Show(() =>
        {
            for (int epoch = 1; epoch <= Epochs; epoch++)
            {
                Learn(view, epoch);
                AssertFits(screen);
                Assert.Single(screen.Lines, line => line.Contains($"epoch {epoch} of {Epochs}", StringComparison.Ordinal));
            }

            return 0;
        });
        Assert.Contains(screen.Lines, line => line.Contains("val accuracy", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, line => line.Contains('━', StringComparison.Ordinal) || width < 30);
    }

    [Theory]
    [InlineData(80, 40)]
    [InlineData(40, 100)]
    [InlineData(100, 33)]
    public void ATerminalThatChangesItsSizeKeepsNoRemains(int before, int after)
    {
        var screen = new Screen(before, 24);
        var view = new LiveLearning(screen.Terminal) { Frame = TimeSpan.Zero };
        screen.Terminal.Out.Profile.Out.Writer.WriteLine("what stood above");
        view.Show(() =>
        {
            for (int epoch = 1; epoch <= 5; epoch++) Learn(view, epoch);
            Assert.NotEmpty(screen.Lines);
            screen.Width = after;
            Learn(view, 6);
            AssertFits(screen);
            return 0;
        });
        Assert.Single(screen.Lines, line => line.Contains($" of {Epochs}", StringComparison.Ordinal));
        Assert.Single(screen.Lines, line => line == "what stood above");
        Assert.Equal(1, screen.Lines.Count(line => line.Contains("val accuracy", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheBarShowsWithoutColours()
    {
        var screen = new Screen(80, 24, isColored: false);
        var view = new LiveLearning(screen.Terminal) { Frame = TimeSpan.Zero };
        view.Show(() =>
        {
            for (int epoch = 1; epoch <= Epochs / 2; epoch++) Learn(view, epoch);
            string bar = Assert.Single(screen.Lines, line => line.Contains('━', StringComparison.Ordinal));
            int done = bar.Count(c => c == '━'), rest = bar.Count(c => c == '┄');
            Assert.InRange(done, rest - 1, rest + 1);
            return 0;
        });
        Assert.DoesNotContain("\u001b[3", screen.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[9", screen.Raw, StringComparison.Ordinal);
        Assert.False(screen.Terminal.IsColored);
        Assert.True(new Screen(80, 24).Terminal.IsColored);
    }

    /// <summary>Hundreds of short epochs take no longer because somebody watches.</summary>
    [Fact]
    public void ShortEpochsAreNotAllDrawn()
    {
        var screen = new Screen(80, 24);
        var view = new LiveLearning(screen.Terminal) { Frame = TimeSpan.FromHours(1) };
        view.Show(() =>
        {
            for (int epoch = 1; epoch <= Epochs; epoch++) Learn(view, epoch);
            return 0;
        });
        Assert.True(screen.Raw.Split("of 30").Length <= 3, screen.Raw);
        Assert.Single(screen.Lines, line => line.Contains($"epoch {Epochs} of {Epochs}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void TheBarsOfALabFitAndAreGoneAtTheEnd(int width)
    {
        var screen = new Screen(width, 12);
        using (var bars = new LiveBars(screen.Terminal.Out))
        {
            var progress = new LiveLabProgress(bars);
            for (int done = 0; done <= 20; done++)
            {
                progress.Report("the plain recipe", done, 20, "loss 1.4872, accuracy 62.3 %, validation 62.1 %, and much more that nobody has room for");
                if (done == 10) progress.Say("half of it");
                AssertFits(screen);
                Assert.Equal(done < 20 ? 1 : 0, screen.Lines.Count(line => line.Contains("the plain", StringComparison.Ordinal)));
            }
        }

        Assert.Equal(["half of it", string.Empty], screen.Lines);
    }

    static void Learn(LiveLearning view, int epoch)
    {
        for (int step = 1; step <= 4; step++)
            view.Moved(new LearningMoment(epoch, Epochs, (epoch - 1 + (step / 4.0)) / Epochs, 12.5 / epoch, 0.001, 12_345, TimeSpan.FromSeconds(3_725)));
        view.Ended(new LearnedEpoch(epoch, Epochs, 12.5 / epoch, 11.0 / epoch, 1 - (0.9 / epoch), 12_345, TimeSpan.FromSeconds(3_725)));
    }

    static void AssertFits(Screen screen)
    {
        foreach (string line in screen.Lines) Assert.True(line.Length <= screen.Width, $"{line.Length} columns of {screen.Width}: {line}");
    }
}
