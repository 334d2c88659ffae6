using System.Diagnostics;
using Hebb.Cli.Commands;

namespace Hebb.Tests;

public sealed class CommandTextTests
{
    /// <summary>Words that a shell would take apart, change or run.</summary>
    public static TheoryData<string> Words =>
    [
        "plain", "a/b.c-d_e", "with space", "it's", "\"quoted\"", "$HOME", "`id`", "a;b", "a&b", "a|b", "*", "?", "[a]", "{a,b}", "~", "#x", "!x", "(x)", "<x>", "back\\slash", "new\nline", "tab\tstop", "a\nb'c\\d$e",
        "\u001B[31mred", "ümläut", "日本", string.Empty, "-dash", "%PATH%", "^x", "=x",
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public void AShellReadsAQuotedWordAsItIs(string word)
    {
        SpecialFiles.RequireUnix();
        var start = new ProcessStartInfo("/bin/bash") { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"printf '%s' {CommandText.QuotedForPosix(word)}");
        using Process shell = Process.Start(start)!;
        string read = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(word, read);
        Assert.DoesNotContain('\n', CommandText.QuotedForPosix(word));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(@"C:\runs\a", @"C:\runs\a")]
    [InlineData("with space", "\"with space\"")]
    [InlineData("a&b", "\"a&b\"")]
    [InlineData("", "\"\"")]
    public void WindowsGetsDoubleQuotationMarks(string word, string expected) => Assert.Equal(expected, CommandText.QuotedForWindows(word));

    [Fact]
    public void APathThatBeginsWithADashIsNoOption()
    {
        string here = $".{Path.DirectorySeparatorChar}";
        Assert.Equal($"hebb resume {CommandText.Quoted(here + "-x")}", CommandText.Of("resume", CommandText.Word("-x")));
        Assert.Equal("hebb eval --model m", CommandText.Of("eval", "--model", "m"));
    }
}
