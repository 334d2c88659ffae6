namespace Hebb.Tests;

public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("trian", "Did you mean 'hebb train'?")]
    [InlineData("xyzzy", "There is no command 'xyzzy'", "hebb --help")]
    [InlineData("train", "'hebb train' needs to know what: a data set")]
    [InlineData("train mnisst", "Did you mean mnist?")]
    [InlineData("train mnist extra", "does not take 'extra'")]
    [InlineData("train mnist --optimizer sdg", "--optimizer takes adamw or")]
    [InlineData("train digits.json --epoch 3", "Did you mean --epochs?")]
    [InlineData("train fashion --augment crop+flop", "no augmentation 'flop'", "Did you mean flip?")]
    [InlineData("eval", "'hebb eval' needs to know what")]
    [InlineData("predict x.png", "'hebb predict' needs --model")]
    [InlineData("explain x.png", "'hebb explain' needs --model")]
    [InlineData("summary", "'hebb summary' needs --model")]
    [InlineData("summary --model cnn:smal", "Did you mean cnn:small?")]
    [InlineData("summary --model mlp --input 28,28", "channels, height and width; it got 2 numbers")]
    [InlineData("resume", "'hebb resume' needs RUN")]
    [InlineData("train digitz", "Did you mean digits?")]
    [InlineData("eval digitz", "There is no run and no data set 'digitz'", "Did you mean digits?")]
    [InlineData("train digits extra", "does not take 'extra'")]
    [InlineData("train digits --epoch 3", "no option '--epoch'", "Did you mean --epochs?")]
    [InlineData("train digits --epochs", "--epochs needs a value")]
    [InlineData("train digits --epochs abc", "--epochs takes a whole number", "it got 'abc'")]
    [InlineData("train digits --epochs 0", "it got '0'")]
    [InlineData("train digits --batch-size 0", "from 1 to 1,000,000", "it got '0'")]
    [InlineData("train digits --label-smoothing 1", "--label-smoothing takes a number from 0 to below 1", "it got '1'")]
    [InlineData("train digits --augment affin", "no augmentation 'affin'", "Did you mean affine?")]
    [InlineData("train digits --learning-rate -1", "--learning-rate takes a number above 0", "it got '-1'")]
    [InlineData("train digits --learning-rate NaN", "it got 'NaN'")]
    [InlineData("train digits --hidden 64,32", "no option --hidden any more", "--model mlp:64,32")]
    [InlineData("train digits --model rnn", "no network 'rnn'", "Did you mean cnn?")]
    [InlineData("train digits --model cnn:16,x", "it got 'cnn:16,x'", "--model cnn:16,32,M")]
    [InlineData("train digits --model cnn:8,M,M,M,M", "halves images of 8×8 pixels more often than they can be")]
    [InlineData("train digits --seed -3", "--seed takes a whole number, 0 or more")]
    [InlineData("train digits --threads 0", "--threads takes", "it got '0'")]
    [InlineData("predict digits", "needs to know which images", "hebb predict digits 0 1 2")]
    [InlineData("predict digits x.png", "'x.png' is not the number of an image")]
    [InlineData("predict digits 0 --invert", "--invert is for images from files")]
    [InlineData("predict digits 0 --modle x", "Did you mean --model?")]
    [InlineData("lab", "needs the name of an experiment", "--list")]
    [InlineData("lab four-gausians", "Did you mean 'hebb lab four-gaussians'?")]
    [InlineData("lab --lst", "Did you mean --list?")]
    public void SaysWhatWasExpectedAndExitsWith2(string line, params string[] parts)
    {
        CommandRun run = CommandRun.Of(line.Split(' '));
        run.AssertFails(2, parts);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void DebugShowsWhereItCameFrom()
    {
        CommandRun run = CommandRun.Of("trian", "--debug");
        Assert.Equal(2, run.Code);
        Assert.Contains("UsageException", run.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", run.Error, StringComparison.Ordinal);
    }
}
