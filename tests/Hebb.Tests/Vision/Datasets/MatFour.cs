using System.Text;

namespace Hebb.Tests;

/// <summary>Writes MATLAB files of level 4, the simplest form: five numbers, a name, the values column by column.</summary>
static class MatFour
{
    public static void Write(string path, params (string Name, int Rows, double[] RowByRow)[] variables)
    {
        using var writer = new BinaryWriter(File.Create(path));
        foreach ((string name, int rows, double[] values) in variables)
        {
            int columns = values.Length / rows;
            foreach (int number in (int[])[0, rows, columns, 0, name.Length + 1]) writer.Write(number);
            writer.Write(Encoding.ASCII.GetBytes(name + "\0"));
            for (int column = 0; column < columns; column++)
            {
                for (int row = 0; row < rows; row++) writer.Write(values[(row * columns) + column]);
            }
        }
    }
}
