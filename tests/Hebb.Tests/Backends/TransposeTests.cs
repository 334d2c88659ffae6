using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class TransposeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    [InlineData(4, 4)]
    [InlineData(16, 23)]
    [InlineData(23, 16)]
    [InlineData(13, 5)]
    [InlineData(0, 3)]
    public void RowsBecomeColumns(int rows, int columns)
    {
        Check<float>(rows, columns, i => i);
        Check<double>(rows, columns, i => i);
    }

    static void Check<T>(int rows, int columns, Func<int, T> number)
        where T : unmanaged
    {
        int fromRow = columns + 2, toRow = rows + 5;
        T[] from = new T[rows * fromRow];
        T[] to = new T[columns * toRow];
        for (int i = 0; i < from.Length; i++)
            from[i] = number(i + 1);
        fixed (T* source = from, target = to)
            Transpose.Copy(source, fromRow, rows, columns, target, toRow);
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < toRow; i++)
                Assert.Equal(i < rows ? from[(i * fromRow) + j] : default, to[(j * toRow) + i]);
        }
    }
}
