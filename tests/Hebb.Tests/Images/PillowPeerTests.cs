using System.Diagnostics;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class PillowPeerTests : IDisposable
{
    // Writes images in many forms, and what Pillow reads from them: NAME.width.height.channels.raw.
    const string Script = """
        import sys
        try:
            from PIL import Image, ImageOps
        except ImportError:
            sys.exit(3)
        folder = sys.argv[1]
        def image(w, h):
            return Image.frombytes('RGB', (w, h), bytes((x * 9 + c * 60 + y * (5 + c)) % 256 if (x // 5 + y // 7) % 3 else (x * y * 7) % 256 for y in range(h) for x in range(w) for c in range(3)))
        def save(name, image, channels, **options):
            path = folder + '/' + name
            image.save(path, **options)
            read = ImageOps.exif_transpose(Image.open(path)).convert({1: 'L', 3: 'RGB', 4: 'RGBA'}[channels])
            open('%s.%d.%d.%d.raw' % (path, read.size[0], read.size[1], channels), 'wb').write(read.tobytes())
        for w, h in [(1, 1), (2, 3), (5, 2), (16, 17), (33, 15), (50, 70)]:
            p, n = image(w, h), '%dx%d' % (w, h)
            for sampling in range(3):
                for progressive in (False, True):
                    save('%s_%d_%d.jpg' % (n, sampling, progressive), p, 3, quality=70, subsampling=sampling, progressive=progressive)
            save(n + '_grey.jpg', p.convert('L'), 1)
            save(n + '_ink.jpg', p.convert('CMYK'), 3)
            for o in range(1, 9):
                exif = Image.Exif()
                exif[0x112] = o
                save('%s_o%d.jpg' % (n, o), p, 3, exif=exif)
            save(n + '.png', p, 3)
            save(n + '_grey.png', p.convert('L'), 1)
            save(n + '_bits.png', p.convert('1'), 1)
            for colours in (2, 4, 16, 200):
                save('%s_%d.png' % (n, colours), p.quantize(colours), 3)
            save(n + '.bmp', p, 3)
            save(n + '_8.bmp', p.quantize(100), 3)
            save(n + '.gif', p, 3, interlace=1)
            save(n + '_plain.gif', p.quantize(9), 3, interlace=0)
            save(n + '.ppm', p, 3)
        """;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void PixelsAreThoseOfPillowToOneLevel()
    {
        RunPillow();
        string[] references = Directory.GetFiles(folder.Path, "*.raw");
        Assert.NotEmpty(references);
        foreach (string reference in references)
        {
            string[] parts = Path.GetFileName(reference).Split('.');
            var image = Image.Load(folder.File($"{parts[0]}.{parts[1]}"));
            Assert.Equal($"{parts[2]}.{parts[3]}", $"{image.Width}.{image.Height}");
            byte[] expected = File.ReadAllBytes(reference), pixels = parts[4] == "1" ? image.ToGrey().Pixels.ToArray() : image.ToRgb().Pixels.ToArray();
            Assert.Equal(expected.Length, pixels.Length);
            for (int i = 0; i < pixels.Length; i++) Assert.True(Math.Abs(pixels[i] - expected[i]) <= 1, $"{parts[0]}.{parts[1]}, byte {i}: {pixels[i]} instead of {expected[i]}");
        }
    }

    void RunPillow()
    {
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", script = folder.File("script.py");
        File.WriteAllText(script, Script);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, [script, folder.Path]) { UseShellExecute = false, RedirectStandardError = true })!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 3) Assert.Skip("Pillow is not on this machine; on Debian: apt-get install -y python3-pil.");
            Assert.True(process.ExitCode == 0, errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Python is not on this machine.");
        }
    }
}
