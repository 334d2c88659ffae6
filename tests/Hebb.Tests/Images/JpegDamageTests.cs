using Hebb.Formats;
using Hebb.Images;
using static Hebb.Tests.JpegBuilder;

namespace Hebb.Tests;

/// <summary>What libjpeg shows of unusual and damaged JPEG files.</summary>
public sealed class JpegDamageTests
{
    // More ones than any code has.
    static readonly byte[] Nonsense = [.. Enumerable.Repeat((byte[])[0xFF, 0], 16).SelectMany(pair => pair)];

    [Fact]
    public void FramesWithoutHuffmanTablesTakeTheStandards()
    {
        byte[] file = new Image(33, 18, 3, [.. Enumerable.Range(0, 33 * 18 * 3).Select(i => (byte)(i * 7 >> 2))]).Encode("jpg");
        byte[] bare = WithoutTables(file);
        Assert.True(bare.Length < file.Length - 400);
        Assert.Equal(Image.Decode(file).Pixels.ToArray(), Image.Decode(bare).Pixels.ToArray());
        Assert.Equal([40, 200], Levels([.. Head(2, false, 0, hasTables: false), .. Scan(), .. Bytes(Block(40) + Block(200, 40)), .. End]));
        byte[] progressive = [.. Head(1, true, 0, hasTables: false), .. Scan(0, 0), .. Bytes(Block(40, end: string.Empty)), .. End];
        Assert.Contains("needs the Huffman table", Assert.Throws<FormatErrorException>(() => Image.Decode(progressive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamageBetweenRestartMarkersCostsWhatLiesBetweenThem()
    {
        byte[] head = [.. Head(4, false, 1, hasTables: true), .. Scan()];
        byte[][] blocks = [Bytes(Block(40)), Bytes(Block(200)), Bytes(Block(90)), Bytes(Block(160))];
        Assert.Equal([40, 200, 90, 160], Levels(Joined(head, blocks)));
        Assert.Equal([40, 128, 90, 160], Levels(Joined(head, [blocks[0], Nonsense, blocks[2], blocks[3]])));
        Assert.Equal([128, 200, 90, 160], Levels(Joined(head, [Nonsense, .. blocks[1..]])));
        Assert.Equal([40, 200, 90, 128], Levels(Joined(head, [.. blocks[..3], Nonsense])));

        // The second interval and its marker are gone: the third's marker tells so.
        Assert.Equal([40, 128, 90, 160], Levels([.. head, .. blocks[0], .. Restart(1), .. blocks[2], .. Restart(2), .. blocks[3], .. End]));

        // The end comes too early.
        Assert.Equal([40, 200, 128, 128], Levels([.. head, .. blocks[0], .. Restart(0), .. blocks[1], .. End]));
    }

    [Fact]
    public void DamageWithoutRestartMarkersOrInAllIntervalsIsRefused()
    {
        Refuses([.. Head(2, false, 0, hasTables: true), .. Scan(), .. Bytes(Block(40)), .. Nonsense, .. End], "no word of the file's Huffman code");
        Refuses(Joined([.. Head(2, false, 1, hasTables: true), .. Scan()], [Nonsense, Nonsense]), "no word of the file's Huffman code");
        Refuses([.. Head(2, true, 0, hasTables: true), .. Scan(0, 0), .. Nonsense, .. End], "no word of the file's Huffman code");
    }

    [Fact]
    public void AFileThatEndsBetweenRestartMarkersIsCutShort()
    {
        byte[] file = Joined([.. Head(4, false, 1, hasTables: true), .. Scan()], [Bytes(Block(40)), Bytes(Block(200)), Bytes(Block(90)), Bytes(Block(160))]);
        for (int cut = 4; cut < 12; cut++) Refuses(file[..^cut], "cut short");
    }

    [Fact]
    public void EmptyAndShortProgressiveScansShowWhatIsThere()
    {
        byte[] head = Head(2, true, 0, hasTables: true), first = [.. Scan(0, 0), .. Bytes(Block(40, end: string.Empty) + Block(200, 40, string.Empty))];
        Assert.Equal([40, 200], Levels([.. head, .. first, .. Scan(1, 63), .. End]));
        Assert.Equal([40, 200], Levels([.. head, .. first, .. Scan(1, 63), .. Bytes("1010"), .. End]));
        Assert.Equal([128, 128], Levels([.. head, .. Scan(0, 0), .. End]));
        Assert.Equal([40, 200], Levels([.. head, .. first, .. Scan(1, 5), .. Scan(6, 63), .. Bytes("10101010"), .. End]));
    }

    [Fact]
    public void WhatRefinesAnEmptyScanIsPassedOver()
    {
        // The first scan of the other coefficients is empty; the one that refines it is coded by what should have come, and so cannot be read.
        byte[] head = Head(2, true, 0, hasTables: true), first = [.. Scan(0, 0), .. Bytes(Block(40, end: string.Empty) + Block(200, 40, string.Empty))];
        Assert.Equal([40, 200], Levels([.. head, .. first, .. Scan(1, 63, 0, 1), .. Scan(1, 63, 1, 0), .. Nonsense, .. End]));
        Assert.Equal([40, 200], Levels([.. head, .. first, .. Scan(1, 63, 0, 1), .. Bytes("1010"), .. Scan(1, 63, 1, 0), .. Bytes("1010"), .. Nonsense, .. End]));
    }

    [Fact]
    public void EveryScanOfAPhotographMayBeEmpty()
    {
        byte[] file = Convert.FromBase64String(Hebb.Conformance.Fuzzing.ImageSamples.All["JPEG, progressive, whole colours"].Base64);
        Image whole = Image.Decode(file);
        int scans = 0;
        for (int at = 2; file[at + 1] != 0xD9;)
        {
            int content = at + 2 + ((file[at + 2] << 8) | file[at + 3]), end = content;
            if (file[at + 1] == 0xDA)
            {
                while (file[end] != 0xFF || file[end + 1] == 0) end++;
                var image = Image.Decode((byte[])[.. file[..content], .. file[end..]]);
                Assert.Equal((whole.Width, whole.Height), (image.Width, image.Height));
                scans++;
            }

            at = end;
        }

        Assert.InRange(scans, 6, 12);
    }

    [Fact]
    public void ProgressiveScansLoseOnlyWhatLiesBetweenTwoRestartMarkers()
    {
        byte[] head = [.. Head(3, true, 1, hasTables: true), .. Scan(0, 0)];
        byte[][] blocks = [Bytes(Block(40, end: string.Empty)), Bytes(Block(200, end: string.Empty)), Bytes(Block(90, end: string.Empty))];
        Assert.Equal([40, 200, 90], Levels(Joined(head, blocks)));
        Assert.Equal([40, 128, 90], Levels(Joined(head, [blocks[0], Nonsense, blocks[2]])));
    }

    [Fact]
    public void AProgressiveFileOpensWithoutItsEndMarkerWhenEveryBitCame()
    {
        byte[] head = Head(2, true, 0, hasTables: true), first = [.. Scan(0, 0), .. Bytes(Block(40, end: string.Empty) + Block(200, 40, string.Empty))];
        byte[] whole = [.. head, .. first, .. Scan(1, 63), .. Bytes("10101010")];
        Assert.Equal([40, 200], Levels(whole));
        Refuses([.. head, .. first], "cut short");
        Refuses([.. head, .. first, .. Scan(1, 62), .. Bytes("10101010")], "cut short");
    }

    [Fact]
    public void WhatFollowsASequentialImageDoesNoHarm()
    {
        byte[] file = [.. Head(1, false, 0, hasTables: true), .. Scan(), .. Bytes(Block(40))];
        Assert.Equal([40], Levels(file));
        Assert.Equal([40], Levels([.. file, 0xFF, 0x12, 0xFF, 0xFF]));
        Assert.Equal([40], Levels([.. file, .. End, 0xFF, 0xC0, 0]));
    }

    static byte[] Joined(byte[] head, byte[][] intervals) => [.. head, .. intervals.SelectMany((part, i) => i == 0 ? part : [.. Restart((i - 1) & 7), .. part]), .. End];

    // The level of each block, which must be the same all over it.
    static int[] Levels(byte[] file)
    {
        var image = Image.Decode(file);
        int[] levels = [.. Enumerable.Range(0, image.Width / 8).Select(i => (int)image[8 * i, 0])];
        for (int x = 0; x < image.Width; x++)
        {
            for (int y = 0; y < 8; y++) Assert.Equal(levels[x / 8], image[x, y]);
        }

        return levels;
    }

    static byte[] WithoutTables(byte[] file)
    {
        List<byte> bare = [.. file[..2]];
        for (int at = 2; at < file.Length;)
        {
            int length = 2 + ((file[at + 2] << 8) | file[at + 3]);
            if (file[at + 1] == 0xDA) return [.. bare, .. file[at..]];
            if (file[at + 1] != 0xC4) bare.AddRange(file[at..(at + length)]);
            at += length;
        }

        return [.. bare];
    }

    static void Refuses(byte[] file, string part)
    {
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file));
        Assert.Contains(part, $"{error.Message} {error.Help}", StringComparison.Ordinal);
    }
}
