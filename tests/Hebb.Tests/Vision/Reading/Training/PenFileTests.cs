using System.IO.Compression;
using System.Text;
using Hebb.Vision.Reading.Training;

namespace Hebb.Tests;

public sealed class PenFileTests
{
    [Fact]
    public void ReadsStepsAsPlaces()
    {
        PenItem item = Assert.Single(Read("""{"id":"a","writer":7,"level":"line","style":"print","text":"Hi","strokes":[[1,2,3,-1],[5,5]]}"""));
        Assert.Equal(("Hi", 7, true), (item.Text, item.Writer, item.IsLine));
        Assert.Equal([1f, 2, 4, 1], item.Strokes[0]);
        Assert.Equal([5f, 5], item.Strokes[1]);
    }

    [Theory]
    [InlineData("""{"text":"a"}""")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("""{"writer":"x","level":"word","text":"a","strokes":[]}""")]
    public void NamesTheLineThatIsDamaged(string line)
    {
        HebbException problem = Assert.Throws<HebbException>(() => Read("""{"writer":7,"level":"word","text":"Hi","strokes":[[1,2,3,-1]]}""" + "\n" + line));
        Assert.Contains("line 2", problem.Message, StringComparison.Ordinal);
    }

    static List<PenItem> Read(string text)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest)) packed.Write(Encoding.UTF8.GetBytes(text));
            return PenFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
