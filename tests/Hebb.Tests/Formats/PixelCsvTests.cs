using Hebb.Formats;

namespace Hebb.Tests;

public sealed class PixelCsvTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_reference_table_holds_the_same_digits_as_the_idx_files()
    {
        string directory = Repository.RequireShared("reference", "formats");
        using TensorFile file = TensorFile.Open(Path.Combine(directory, "mnist_like_small.csv"));
        Assert.Equal(["labels", "data"], file.Entries.Select(e => e.Name));
        Assert.Equal(DType.UInt8, file["data"].DType);
        Assert.Equal([20, 784], file["data"].Shape);
        Assert.Equal(Idx.Load(Path.Combine(directory, "mnist-like-images-idx3-ubyte")).ToArray<byte>(), file["data"].ToArray<byte>());
        Assert.Equal(Idx.Load(Path.Combine(directory, "mnist-like-labels-idx1-ubyte")).ToArray<long>(), file["labels"].ToArray<long>());
    }

    [Theory]
    [InlineData("3,0,255\n1,7,8\n")]
    [InlineData("label,a,b\r\n3,0,255\r\n1,7,8")]
    [InlineData("3;0;255\n\n1;7;8\n\n")]
    [InlineData("3\t0\t255\n1\t7\t8")]
    [InlineData("\"label\",\"a\",\"b\"\n\"3\", 0,\"255\"\n1,7 ,8\n")]
    [InlineData("\uFEFF3,0,255\n1,7,8\n")]
    public void Header_separators_and_quotation_marks_are_told_by_the_content(string text)
    {
        Dictionary<string, Tensor> table = PixelCsv.Load(Write(text));
        Assert.Equal([3, 1], table["labels"].ToArray<long>());
        Assert.Equal([0.0, 255, 7, 8], table["data"].ToArray<double>());
        Assert.Equal([2, 2], table["data"].Shape);
    }

    [Fact]
    public void The_label_may_be_last_or_missing()
    {
        string path = Write("0,255,3\n7,8,1\n");
        Assert.Equal([3, 1], PixelCsv.Load(path, labelColumn: -1)["labels"].ToArray<long>());
        Assert.Equal([255.0, 8], PixelCsv.Load(path, labelColumn: 1)["labels"].ToArray<double>());
        Dictionary<string, Tensor> all = PixelCsv.Load(path, labelColumn: null);
        Assert.Equal(["data"], all.Keys);
        Assert.Equal([2, 3], all["data"].Shape);
    }

    [Fact]
    public void Values_that_are_no_bytes_become_floats()
    {
        Tensor data = PixelCsv.Load(Write("1,0.5,-1e2\n2,256,3\n"))["data"];
        Assert.Equal(DType.Float32, data.DType);
        Assert.Equal([0.5, -100, 256, 3], data.ToArray<double>());
    }

    [Theory]
    [InlineData("1,2,3\n4,x,6\n", 8, "row 2, column 2: a number was expected; 'x' came")]
    [InlineData("a,b\n1,2\n\n1.5,2\n", 9, "row 4, column 1: a label is a whole number; '1.5' came")]
    [InlineData("1,2,3\n4,5\n", 6, "row 2 has 2 values; the first one has 3")]
    [InlineData("1,2,3\n4,,6\n", 8, "row 2, column 2: a number was expected; '' came")]
    [InlineData("\n\n", 0, "the file has no row")]
    public void What_is_wrong_is_named_with_its_row_and_column(string text, long offset, string problem)
    {
        var error = Assert.Throws<FormatErrorException>(() => PixelCsv.Load(Write(text)));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(offset, error.Offset);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named() => Assert.Contains("column 6", Assert.Throws<FormatErrorException>(() => PixelCsv.Load(Write("1,2\n"), labelColumn: 5)).Message, StringComparison.Ordinal);

    string Write(string text)
    {
        string path = folder.File("table.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
