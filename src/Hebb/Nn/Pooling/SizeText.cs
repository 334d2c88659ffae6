namespace Hebb.Nn;

/// <summary>A <see cref="Size"/> as operations take it and as layers print it.</summary>
internal static class SizeText
{
    extension(Size size)
    {
        internal (int Rows, int Columns) Pair => (size.Rows, size.Columns);

        /// <summary>One number where both are equal, as PyTorch prints layers whose size was given as one.</summary>
        internal string Short => size.Rows == size.Columns ? $"{size.Rows}" : size.ToString();
    }
}
