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
    [InlineData("train digitz", "Did you mean 'hebb train digits'?")]
    [InlineData("train digits extra", "does not take 'extra'")]
    [InlineData("train digits --epoch 3", "no option '--epoch'", "Did you mean --epochs?")]
    [InlineData("train digits --epochs", "--epochs needs a value")]
    [InlineData("train digits --epochs abc", "--epochs takes a whole number", "it got 'abc'")]
    [InlineData("train digits --epochs 0", "it got '0'")]
    [InlineData("train digits --batch-size 501", "from 1 to 500", "it got '501'")]
    [InlineData("train digits --learning-rate -1", "--learning-rate takes a number above 0", "it got '-1'")]
    [InlineData("train digits --learning-rate NaN", "it got 'NaN'")]
    [InlineData("train digits --hidden 64,x", "such as 128,64", "it got '64,x'")]
    [InlineData("train digits --model rnn", "--model takes mlp or cnn", "it got 'rnn'")]
    [InlineData("train digits --model cnn --hidden 64", "a cnn has none", "--model mlp")]
    [InlineData("train digits --seed -3", "--seed takes a whole number, 0 or more")]
    [InlineData("train digits --threads 0", "--threads takes", "it got '0'")]
    [InlineData("predict digits", "'hebb predict digits' needs INDEX")]
    [InlineData("predict digits 1297", "no test digit '1297'", "from 0 to 1296")]
    [InlineData("predict digits -1", "no test digit '-1'")]
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
