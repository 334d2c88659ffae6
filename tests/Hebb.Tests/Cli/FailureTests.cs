using System.Reflection;
using Hebb.Cli;
using Hebb.Data;

namespace Hebb.Tests;

public sealed class FailureTests
{
    public static TheoryData<Exception> WithoutMemory =>
    [
        new OutOfMemoryException(),
        new AggregateException(new OutOfMemoryException()),
        new AggregateException(new AggregateException(new IndexOutOfRangeException(), new OutOfMemoryException())),
        new AggregateException(new SampleException(3, "Sample 3 could not be made.", new OutOfMemoryException())),
        new TypeInitializationException("Hebb.Memory", new OutOfMemoryException()),
        new TargetInvocationException(new OutOfMemoryException()),
    ];

    [Theory]
    [MemberData(nameof(WithoutMemory))]
    public void TooLittleMemoryIsSaidWhateverIsWrappedAroundIt(Exception problem) => Assert.StartsWith("error: There is not enough memory.", Report(problem, ExitCode.Failure), StringComparison.Ordinal);

    [Fact]
    public void AnErrorInParallelWorkIsToldAsIfItStoodAlone()
    {
        Assert.StartsWith("error: no such label", Report(new AggregateException(new IndexException("no such label")), ExitCode.Failure), StringComparison.Ordinal);
        Assert.StartsWith("error: HEBB_X", Report(new TypeInitializationException("T", new SettingException("HEBB_X")), ExitCode.Usage), StringComparison.Ordinal);
        Assert.Contains("Hebb made a mistake: NullReferenceException", Report(new AggregateException(new NullReferenceException()), ExitCode.Failure), StringComparison.Ordinal);
    }

    static string Report(Exception problem, int expected)
    {
        using var error = new StringWriter();
        Assert.Equal(expected, Failure.Report(problem, Terminal.To(TextWriter.Null, error), debug: false));
        return error.ToString();
    }
}
