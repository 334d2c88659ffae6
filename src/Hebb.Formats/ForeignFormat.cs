using System.Text;

namespace Hebb.Formats;

/// <summary>
/// Names the formats that Hebb recognises and does not read, so that errors can say what a file is instead of calling it unknown or damaged. Only the first bytes are looked at.
/// </summary>
static class ForeignFormat
{
    // Marks at the beginning of the file. Longer ones stand before those that they begin with.
    static readonly (string Name, byte[] Mark)[] Marks =
    [
        ("a PNG image (Image.Load reads those)", [0x89, .. "PNG"u8]),
        ("a JPEG image (Image.Load reads those)", [0xFF, 0xD8, 0xFF]),
        ("a GIF image (Image.Load reads those)", [.. "GIF8"u8]),
        ("a JPEG 2000 image", [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', 13, 10, 0x87, 10]),
        ("a JPEG 2000 image", [0xFF, 0x4F, 0xFF, 0x51]),
        ("a JPEG XL image", [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', 13, 10, 0x87, 10]),
        ("a JPEG XL image", [0xFF, 0x0A]),
        ("a JPEG XR image", [(byte)'I', (byte)'I', 0xBC]),
        ("a TIFF image (Image.Load reads those)", [(byte)'I', (byte)'I', 42, 0]),
        ("a TIFF image (Image.Load reads those)", [(byte)'M', (byte)'M', 0, 42]),
        ("a TIFF image (BigTIFF)", [(byte)'I', (byte)'I', 43, 0]),
        ("a TIFF image (BigTIFF)", [(byte)'M', (byte)'M', 0, 43]),
        ("a Photoshop image (PSD)", [.. "8BPS"u8]),
        ("a Windows icon (ICO)", [0, 0, 1, 0]),
        ("a Windows cursor (CUR)", [0, 0, 2, 0]),
        ("an Apple icon (ICNS)", [.. "icns"u8]),
        ("a MNG animation", [0x8A, (byte)'M', (byte)'N', (byte)'G']),
        ("a JNG image", [0x8B, (byte)'J', (byte)'N', (byte)'G']),
        ("an OpenEXR image", [0x76, 0x2F, 0x31, 0x01]),
        ("a Radiance image (HDR)", [.. "#?RADIANCE"u8]),
        ("a Radiance image (HDR)", [.. "#?RGBE"u8]),
        ("a DirectDraw surface (DDS)", [.. "DDS "u8]),
        ("a QOI image", [.. "qoif"u8]),
        ("a FLIF image", [.. "FLIF"u8]),
        ("a farbfeld image", [.. "farbfeld"u8]),
        ("a portable float map (PFM)", [.. "PF\n"u8]),
        ("a portable float map (PFM)", [.. "Pf\n"u8]),
        ("a GIMP image (XCF)", [.. "gimp xcf"u8]),
        ("an XPM image", [.. "/* XPM */"u8]),
        ("a DjVu document", [.. "AT&TFORM"u8]),
        ("a FITS image", [.. "SIMPLE  ="u8]),
        ("a PDF document", [.. "%PDF"u8]),
        ("a PostScript document", [.. "%!PS"u8]),
        ("a GGUF model", [.. "GGUF"u8]),
        ("a GGML model", [.. "lmgg"u8]),
        ("a GGML model", [.. "tjgg"u8]),
        ("a Matroska or WebM video", [0x1A, 0x45, 0xDF, 0xA3]),
        ("a RAR archive", [.. "Rar!"u8]),
        ("a 7-Zip archive", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]),
        ("an xz archive", [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]),
        ("a Zstandard archive", [0x28, 0xB5, 0x2F, 0xFD]),
        ("a bzip2 archive", [.. "BZh"u8]),
        ("an lz4 archive", [4, 0x22, 0x4D, 0x18]),
        ("a gzip archive", [0x1F, 0x8B]),
        ("compressed with zlib, as joblib does it (numpy.savez writes arrays that are read)", [0x78, 0x9C]),
        ("compressed with zlib, as joblib does it (numpy.savez writes arrays that are read)", [0x78, 0x5E]),
        ("compressed with zlib, as joblib does it (numpy.savez writes arrays that are read)", [0x78, 0xDA]),
        ("a Parquet table", [.. "PAR1"u8]),
        ("an Arrow file (Feather)", [.. "ARROW1"u8]),
        ("an SQLite database", [.. "SQLite format 3"u8]),
        ("a pointer of Git LFS instead of the file itself; git lfs pull fetches it", [.. "version https://git-lfs"u8]),
    ];

    // Formats without a mark, by what their files are called.
    static readonly (string Name, string Extension)[] Extensions =
    [
        ("an ONNX model", ".ONNX"),
        ("a TensorFlow graph", ".PB"),
        ("a part of a TensorFlow checkpoint", ".INDEX"),
        ("a TensorFlow Lite model", ".TFLITE"),
        ("a Caffe model", ".CAFFEMODEL"),
        ("a Core ML model", ".MLMODEL"),
        ("an ExecuTorch program", ".PTE"),
        ("a joblib file (numpy.savez writes arrays that are read)", ".JOBLIB"),
    ];

    /// <summary>What a file is, by its content or, where that says nothing, by its name; null where nothing is recognised.</summary>
    /// <param name="head">Its beginning.</param>
    public static string? NameOf(FileHead head)
    {
        if (NameOf(head.Bytes) is { } name) return name;
        if (head.Has("ustar"u8, 257)) return IsOldTorch(head) ? "a PyTorch file from before version 0.1.10, a tar archive (a PyTorch of today loads it, and saves it anew)" : "a tar archive";
        string extension = Path.GetExtension(head.Path).ToUpperInvariant();
        return Extensions.FirstOrDefault(known => known.Extension == extension).Name;
    }

    /// <summary>What a file is, such as "a HEIC image"; null where nothing is recognised.</summary>
    /// <param name="head">The first bytes; a few dozen are enough for most formats.</param>
    public static string? NameOf(ReadOnlySpan<byte> head)
    {
        if (IsTga(head)) return "a TGA image (Image.Load reads those)"; // it may begin as a cursor does
        foreach ((string name, byte[] mark) in Marks)
        {
            if (head.StartsWith(mark)) return name;
        }

        if (head.Length >= 12 && head.StartsWith("RIFF"u8))
        {
            return head[8..12].SequenceEqual("WEBP"u8) ? "a WebP image (Image.Load reads those)" : head[8..12].SequenceEqual("AVI "u8) ? "an AVI video" : head[8..12].SequenceEqual("WAVE"u8) ? "a sound (WAV)" : "a RIFF file";
        }

        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8)) return Media(head);
        if (head.Length >= 8 && head[4..8].SequenceEqual("TFL3"u8)) return "a TensorFlow Lite model";
        if (head.Length >= 132 && head[128..132].SequenceEqual("DICM"u8)) return "a DICOM image";
        return Text(head) ?? (IsOnnx(head) ? "an ONNX model" : null);
    }

    // The ISO base media format: the brands say what it holds, the main one first.
    static string Media(ReadOnlySpan<byte> head)
    {
        uint length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(head);
        bool isHeif = false;
        for (int at = 8; at + 4 <= Math.Min(head.Length, (int)Math.Min(length, 256)); at += at == 8 ? 8 : 4)
        {
            string brand = Encoding.ASCII.GetString(head.Slice(at, 4));
            if (brand is "avif" or "avis") return "an AVIF image";
            if (brand is "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx") return "a HEIC image";
            isHeif |= brand is "mif1" or "msf1";
        }

        return isHeif ? "a HEIF image" : "a video (MP4 or QuickTime)";
    }

    static string? Text(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> start = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        string text = Encoding.Latin1.GetString(start).TrimStart();
        if (text.StartsWith("<svg", StringComparison.OrdinalIgnoreCase)) return "an SVG drawing";
        if (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return "a web page (HTML), perhaps the error page of a download";
        if (!text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("<!", StringComparison.Ordinal)) return null;
        return text.Contains("svg", StringComparison.OrdinalIgnoreCase) ? "an SVG drawing" : "an XML document";
    }

    static bool IsOldTorch(FileHead head) => head.Has("sys_info\0"u8) || head.Has("storages\0"u8) || head.Has("tensors\0"u8) || head.Has("pickle\0"u8);

    // A protocol buffer without a mark: field 1, the version of the format as a small number, then the producer's name, a domain, or the graph.
    static bool IsOnnx(ReadOnlySpan<byte> head) => head.Length >= 4 && head[0] == 0x08 && head[1] is >= 1 and <= 20 && head[2] is 0x12 or 0x1A or 0x22 or 0x3A or 0x42 && head[3] != 0;

    // TGA has no mark either; a header in which all fields are possible is one.
    internal static bool IsTga(ReadOnlySpan<byte> head)
    {
        const int HeaderLength = 18;
        if (head.Length < HeaderLength) return false;
        int map = head[1], kind = head[2], mapBits = head[7], bits = head[16];
        bool hasMap = map == 1;
        bool isKind = kind switch { 1 or 9 => hasMap && bits is 8 or 16, 2 or 10 => bits is 15 or 16 or 24 or 32, 3 or 11 => !hasMap && bits is 8 or 16, _ => false };
        bool isMap = hasMap ? mapBits is 15 or 16 or 24 or 32 : map == 0 && head[3..8].IndexOfAnyExcept((byte)0) < 0;
        return isKind && isMap && (head[12] | head[13]) != 0 && (head[14] | head[15]) != 0 && (head[17] & 0xC0) == 0;
    }
}
