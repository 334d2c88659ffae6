using Hebb.Images;

namespace Hebb.Cli.Images;

/// <summary>Images side by side on one sheet, row by row; small ones enlarged so that their pixels can be seen.</summary>
static class ContactSheet
{
    const int Columns = 4, Gap = 4, MinSide = 96;
    const byte Paper = 255;

    /// <summary>Puts images of red, green and blue or of grey on a sheet.</summary>
    public static Image Of(IReadOnlyList<Tensor> tensors)
    {
        Image[] images = [.. tensors.Select(Image.FromTensor)];
        int most = images.Max(i => Math.Max(i.Width, i.Height)), scale = Math.Max(1, MinSide / most);
        int wide = (images.Max(i => i.Width) * scale) + Gap, high = (images.Max(i => i.Height) * scale) + Gap, rows = (images.Length + Columns - 1) / Columns;
        int width = (Columns * wide) + Gap, height = (rows * high) + Gap;
        var sheet = new byte[width * height * 3];
        sheet.AsSpan().Fill(Paper);
        for (int n = 0; n < images.Length; n++)
        {
            Image image = images[n];
            int top = Gap + (n / Columns * high), left = Gap + (n % Columns * wide);
            for (int y = 0; y < image.Height * scale; y++)
            {
                for (int x = 0; x < image.Width * scale; x++)
                {
                    for (int c = 0; c < 3; c++) sheet[((((top + y) * width) + left + x) * 3) + c] = image[x / scale, y / scale, image.Channels == 3 ? c : 0];
                }
            }
        }

        return new Image(width, height, 3, sheet);
    }
}
