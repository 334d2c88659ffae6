using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Page;
using Hebb.Vision.Reading.Text;

namespace Hebb.Tests;

/// <summary>A line whose boxes and network answers are written by hand. The baseline is row 100; the x-height is 20 pixels.</summary>
internal sealed class HandMadeLine
{
    const int Baseline = 100;

    readonly List<InkPiece> pieces = [];
    readonly List<Segment> segments = [];
    readonly List<(int Piece, int Cut, int Cuts)> parts = [];

    public static float[] Answer(params (char Character, double Probability)[] answers)
    {
        var logs = new float[CharacterSet.Count + 1];
        Array.Fill(logs, MathF.Log(1e-6f));
        double rest = 1;
        foreach ((char character, double probability) in answers)
        {
            logs[CharacterSet.IndexOf(character)] = (float)Math.Log(probability);
            rest -= probability;
        }

        logs[CharacterSet.NotOne] = (float)Math.Log(Math.Max(1e-6, rest));
        return logs;
    }

    /// <summary>A piece of ink that may be a character by itself.</summary>
    public HandMadeLine Piece(int left, int width, int height, int rise, params (char Character, double Probability)[] answers) => Part(left, width, height, rise, 0, 1, answers);

    /// <summary>A part of a piece that was cut.</summary>
    public HandMadeLine Part(int left, int width, int height, int rise, int cut, int cuts, params (char Character, double Probability)[] answers)
    {
        var box = new LetterBox(Baseline - rise - height, left, Baseline - rise, left + width);
        int number = segments.Count(segment => segment.Atoms == 1);
        pieces.Add(new InkPiece(box, new InkMask(width, height, new byte[width * height]), width * height));
        parts.Add((number - cut, cut, cuts));
        segments.Add(Segment(number, number, box, answers));
        return this;
    }

    /// <summary>Several pieces or parts together.</summary>
    public HandMadeLine Together(int first, int last, params (char Character, double Probability)[] answers)
    {
        segments.Add(Segment(first, last, pieces.Skip(first).Take(last - first + 1).Select(piece => piece.Box).Aggregate((a, b) => a.Union(b)), answers));
        return this;
    }

    /// <summary>A word of letters of one height, 4 pixels apart.</summary>
    public HandMadeLine Word(int left, int height, params (char Character, double Probability)[][] letters)
    {
        foreach ((char, double)[] answers in letters)
        {
            Piece(left, 20, height, 0, answers);
            left += 24;
        }

        return this;
    }

    public LineLattice Lattice(double xHeight = 20)
    {
        var line = new PageLine(pieces, new LineCurve(Baseline, 0, 0), 34, 4);
        return new LineLattice(line, [.. pieces.Select((piece, i) => new Atom(parts[i].Piece, parts[i].Cut, parts[i].Cuts, piece.Box, piece.Mask))], segments) { XHeight = xHeight };
    }

    static Segment Segment(int first, int last, LetterBox box, (char Character, double Probability)[] answers) =>
        new(first, last, box, CharacterCrop.Empty, Answer(answers)) { Rise = Baseline - box.Bottom };
}
