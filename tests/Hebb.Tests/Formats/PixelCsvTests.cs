using Hebb.Formats;

namespace Hebb.Tests;

public sealed class PixelCsvTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheReferenceTableHoldsTheSameDigitsAsTheIdxFiles()
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
    public void HeaderSeparatorsAndQuotationMarksAreToldByTheContent(string text)
    {
        Dictionary<string, Tensor> table = PixelCsv.Load(Write(text));
        Assert.Equal([3, 1], table["labels"].ToArray<long>());
        Assert.Equal([0.0, 255, 7, 8], table["data"].ToArray<double>());
        Assert.Equal([2, 2], table["data"].Shape);
    }

    [Fact]
    public void TheLabelMayBeLastOrMissing()
    {
        string path = Write("0,255,3\n7,8,1\n");
        Assert.Equal([3, 1], PixelCsv.Load(path, labelColumn: -1)["labels"].ToArray<long>());
        Assert.Equal([255.0, 8], PixelCsv.Load(path, labelColumn: 1)["labels"].ToArray<double>());
        Dictionary<string, Tensor> all = PixelCsv.Load(path, labelColumn: null);
        Assert.Equal(["data"], all.Keys);
        Assert.Equal([2, 3], all["data"].Shape);
    }

    [Fact]
    public void ValuesThatAreNoBytesBecomeFloats()
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
    public void WhatIsWrongIsNamedWithItsRowAndColumn(string text, long offset, string problem)
    {
        var error = Assert.Throws<FormatErrorException>(() => PixelCsv.Load(Write(text)));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(offset, error.Offset);
    }

    [Fact]
    public void AColumnThatIsNotThereIsNamed() => Assert.Contains("column 6", Assert.Throws<FormatErrorException>(() => PixelCsv.Load(Write("1,2\n"), labelColumn: 5)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"label, or class\",a,\"b \"\"2\"\"\"\n3,0,255\n1,7,8\n")]
    [InlineData("\"la\nbel\",\"a\r\nb\",c\n3,0,255\n1,7,8\n")]
    [InlineData("\"label;a\";b;c\n3;0;255\n1;7;8\n")]
    [InlineData("label,0,1\n3,0,255\n1,7,8\n")]
    [InlineData(",a,b\n3,0,255\n1,7,8\n")]
    [InlineData("inf,a,b\n3,0,255\n1,7,8\n")]
    [InlineData("\"3\", \"0\" ,\" 255 \"\r1,+7,008\r")]
    [InlineData("\u00A03,0\u00A0,255\n1,7,8\n")]
    public void QuotedNamesAndPaddedNumbersAreWhatTheyStandFor(string text)
    {
        Dictionary<string, Tensor> table = PixelCsv.Load(Write(text));
        Assert.Equal([3, 1], table["labels"].ToArray<long>());
        Assert.Equal(DType.UInt8, table["data"].DType);
        Assert.Equal([0.0, 255, 7, 8], table["data"].ToArray<double>());
    }

    [Theory]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("+inf", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("INF", double.PositiveInfinity)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("-INFINITY", double.NegativeInfinity)]
    [InlineData("1.#INF", double.PositiveInfinity)]
    [InlineData("-1.#INF", double.NegativeInfinity)]
    [InlineData("\"-inf\"", double.NegativeInfinity)]
    [InlineData("∞", double.PositiveInfinity)]
    [InlineData("nan", double.NaN)]
    [InlineData("NaN", double.NaN)]
    [InlineData("NAN", double.NaN)]
    [InlineData("-nan", double.NaN)]
    [InlineData("+NaN", double.NaN)]
    [InlineData("1.#QNAN", double.NaN)]
    [InlineData("-1.#IND", double.NaN)]
    [InlineData("-nan(ind)", double.NaN)]
    public void InfinitiesAndNanAreNumbersInEverySpelling(string text, double expected)
    {
        Tensor data = PixelCsv.Load(Write($"{text},1\n2,{text}\n"), labelColumn: null)["data"];
        Assert.Equal([2, 2], data.Shape);
        Assert.Equal([expected, 1, 2, expected], data.ToArray<double>());
    }

    [Theory]
    [InlineData(",label,a\n0,3,255\n1,4,8\n", 0)]
    [InlineData(",label,a\n0,3,255\n1,4,8\n", 1)]
    [InlineData(",a,label\n0,255,3\n1,8,4\n", -1)]
    [InlineData("Unnamed: 0,label,0\n0,3,255\n1,4,8\n", 0)]
    [InlineData("\"\",label,0\n\"0\",3,255\n\"1\",4,8\n", 0)]
    public void TheIndexThatPandasWritesIsLeftOut(string text, int label)
    {
        Dictionary<string, Tensor> table = PixelCsv.Load(Write(text), label);
        Assert.Equal([3, 4], table["labels"].ToArray<long>());
        Assert.Equal([255.0, 8], table["data"].ToArray<double>());
        Assert.Equal([2, 1], table["data"].Shape);
    }

    // An index that rises, that begins with 1, that somebody shuffled, or that a split into parts left; written with a decimal point as pandas does where a value was missing.
    [Theory]
    [InlineData("1,2,3")]
    [InlineData("10,20,30")]
    [InlineData("0.0,1.0,2.0")]
    [InlineData("2,0,1")]
    [InlineData("3,1,2")]
    [InlineData("91,4,17,33,2,58,76,12,45,60,81,29,7,99,50,38")]
    public void AnIndexNeedNotCountFrom0(string index)
    {
        string rows = string.Concat(index.Split(',').Select((number, i) => $"{number},{i % 2},9\n"));
        Dictionary<string, Tensor> table = PixelCsv.Load(Write($",label,a\n{rows}"));
        Assert.Equal(index.Split(',').Select((_, i) => (long)(i % 2)), table["labels"].ToArray<long>());
        Assert.Equal([index.Split(',').Length, 1], table["data"].Shape);
    }

    [Theory]
    [InlineData("3,1")]
    [InlineData("1,2,1")]
    [InlineData("5")]
    [InlineData("0.5,1.5")]
    public void AFirstColumnWithoutANameThatNumbersNothingStays(string column)
    {
        string rows = string.Concat(column.Split(',').Select(number => $"{number},8,9\n"));
        Assert.Equal([column.Split(',').Length, 3], PixelCsv.Load(Write($",a,b\n{rows}"), labelColumn: null)["data"].Shape);
    }

    [Theory]
    [InlineData("1F8B0800000000000003", "gzip")]
    [InlineData("504B03041400000008000000", "zip archive")]
    [InlineData("312C3200332C34", "no text")]
    public void APackedTableIsNamedAndNoEmptyOne(string bytes, string kind)
    {
        string path = folder.File("packed.csv");
        File.WriteAllBytes(path, Convert.FromHexString(bytes));
        Assert.Contains(kind, Assert.Throws<FormatErrorException>(() => PixelCsv.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TruthValuesAre0And1()
    {
        Dictionary<string, Tensor> table = PixelCsv.Load(Write("is_cat,size\nTrue,3\nFalse,4\n"));
        Assert.Equal([1, 0], table["labels"].ToArray<long>());
        Assert.Equal([1.0, 5, 0, 6], PixelCsv.Load(Write("True,5\nFALSE,6\n"), labelColumn: null)["data"].ToArray<double>());
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public void ANumberBeyondEveryRangeIsNoInfinity(string number) =>
        Assert.Contains("beyond the range", Assert.Throws<FormatErrorException>(() => PixelCsv.Load(Write($"1,{number}\n"))).Message, StringComparison.Ordinal);

    [Fact]
    public void ATableWithoutLabelsLosesItsIndexToo()
    {
        Assert.Equal([2, 2], PixelCsv.Load(Write(",0,1\n0,5,6\n1,7,8\n"), labelColumn: null)["data"].Shape);
        Assert.Equal([2, 3], PixelCsv.Load(Write(",0,1\n5,5,6\n1,7,8\n"), labelColumn: null)["data"].Shape);
    }

    [Theory]
    [InlineData("a,b\n\"1,5\",2\n", 4, "row 2, column 1: a number was expected; '1,5' came")]
    [InlineData("1,2\n1,\"2,0\"\n", 6, "row 2, column 2: a number was expected; '2,0' came")]
    [InlineData("\"a\nb\",c\n1,2\n\n3,x\n", 15, "row 5, column 2: a number was expected; 'x' came")]
    [InlineData("a,b\r1,2\r3,x\r", 10, "row 3, column 2: a number was expected; 'x' came")]
    [InlineData("1,2\n3,\"4\n5,6\n", 6, "row 2, column 2: a number was expected; '4 5,6' came")]
    [InlineData("1,2,3\n3,\"4\n5,6\n", 6, "never closed")]
    [InlineData("1,\n", 2, "row 1, column 2: a number was expected; '' came")]
    [InlineData("1,2\n3,NA\n", 6, "na_rep")]
    [InlineData("NA,2\n3,4\n", 0, "row 1, column 1: a number was expected; 'NA' came")]
    [InlineData("1,1e39\n", 2, "'1e39' is beyond the range of Float32")]
    [InlineData("nan,2\n", 0, "a label is a whole number; 'nan' came")]
    [InlineData("1,0x10\n", 2, "'0x10' came")]
    public void WhatIsNoNumberIsNamedWithItsPlaceAlsoAmongQuotationMarks(string text, long offset, string problem)
    {
        var error = Assert.Throws<FormatErrorException>(() => PixelCsv.Load(Write(text)));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(offset, error.Offset);
    }

    [Fact]
    public void ARowWithoutEndIsRefused()
    {
        string path = Write("1,2\n3,\"" + new string('4', 17_000_000));
        Assert.Contains("16 million characters", Assert.Throws<FormatErrorException>(() => PixelCsv.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TablesOfPandasAndNumPyAreRead()
    {
        PythonRun.Output("numpy", """
            import sys, numpy as np
            a = np.array([[3, np.inf, -np.inf], [4, np.nan, 0.5]])
            np.savetxt(sys.argv[1] + "/numpy.csv", a, delimiter=",")
            np.savetxt(sys.argv[1] + "/bytes.csv", np.array([[3, 0, 255], [4, 7, 8]]), fmt="%d", delimiter=",", header="label,a,b", comments="")
            """, folder.Path);
        Dictionary<string, Tensor> table = PixelCsv.Load(folder.File("numpy.csv"));
        Assert.Equal([3, 4], table["labels"].ToArray<long>());
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0.5], table["data"].ToArray<double>());
        Assert.Equal(DType.UInt8, PixelCsv.Load(folder.File("bytes.csv"))["data"].DType);
    }

    string Write(string text)
    {
        string path = folder.File("table.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
