using Hebb.Vision.Reading.Language;

namespace Hebb.Vision.Reading.Lines;

/// <summary>
/// Prefix beam search: keeps the likeliest beginnings of texts, each with the sum over all paths that spell it, and lets a language model weigh every new character.
/// </summary>
/// <remarks>Hannun, Maas, Jurafsky and Ng: First-pass large vocabulary continuous speech recognition using bi-directional recurrent DNNs (2014).</remarks>
/// <param name="characters">The character of each class; its length is the number of classes less the blank, which is the last.</param>
/// <param name="options">Weight, bonus and beams.</param>
/// <param name="model">The language model; null for none, then weight and bonus count for nothing.</param>
sealed class CtcBeam(string characters, LineReaderOptions options, ILanguageModel? model = null)
{
    // Classes below this at a frame begin no new character there.
    const float Least = -7;
    readonly int blank = characters.Length, classes = characters.Length + 1;

    /// <summary>The classes of the best text.</summary>
    /// <param name="logProbabilities">Frame by frame, as many values each as there are classes.</param>
    public int[] Decode(ReadOnlySpan<float> logProbabilities)
    {
        var root = new Prefix(null, -1, model?.Start ?? 0, 0) { Blank = 0 };
        List<Prefix> beams = [root], touched = [];
        for (int at = 0; at < logProbabilities.Length; at += classes)
        {
            ReadOnlySpan<float> frame = logProbabilities.Slice(at, classes);
            touched.Clear();
            foreach (Prefix beam in beams) Extend(beam, frame, touched);
            foreach (Prefix one in touched) one.Advance();
            touched.Sort((a, b) => b.Score.CompareTo(a.Score));
            for (int i = touched.Count - 1; i >= options.Beams; i--) touched[i].Forget();
            if (touched.Count > options.Beams) touched.RemoveRange(options.Beams, touched.Count - options.Beams);
            foreach (Prefix one in touched) one.IsTouched = false;
            (beams, touched) = (touched, beams);
        }

        Prefix best = beams[0];
        double bestScore = double.NegativeInfinity;
        foreach (Prefix beam in beams)
        {
            double score = beam.Score + (model is null ? 0 : options.LanguageWeight * model.Next(beam.State, '\n', out _));
            if (score > bestScore) (best, bestScore) = (beam, score);
        }

        return best.Text();
    }

    void Extend(Prefix beam, ReadOnlySpan<float> frame, List<Prefix> touched)
    {
        double total = LogAdd(beam.Blank, beam.Ends);
        Touch(beam, touched);
        beam.NextBlank = LogAdd(beam.NextBlank, total + frame[blank]);
        if (beam.Class >= 0) beam.NextEnds = LogAdd(beam.NextEnds, beam.Ends + frame[beam.Class]);
        for (int c = 0; c < blank; c++)
        {
            if (frame[c] < Least) continue;
            double from = c == beam.Class ? beam.Blank : total;
            if (double.IsNegativeInfinity(from)) continue;
            Prefix child = beam.Child(c) ?? Grow(beam, c);
            Touch(child, touched);
            child.NextEnds = LogAdd(child.NextEnds, from + frame[c]);
        }
    }

    Prefix Grow(Prefix beam, int c)
    {
        long state = 0;
        double prior = model is null ? 0 : beam.Prior + options.CharacterBonus + (options.LanguageWeight * model.Next(beam.State, characters[c], out state));
        var child = new Prefix(beam, c, state, prior);
        beam.Adopt(child);
        return child;
    }

    static void Touch(Prefix prefix, List<Prefix> touched)
    {
        if (prefix.IsTouched) return;
        prefix.IsTouched = true;
        touched.Add(prefix);
    }

    static double LogAdd(double a, double b)
    {
        if (double.IsNegativeInfinity(a)) return b;
        if (double.IsNegativeInfinity(b)) return a;
        return a > b ? a + Math.Log(1 + Math.Exp(b - a)) : b + Math.Log(1 + Math.Exp(a - b));
    }

    // One beginning of a text. Blank and Ends: log of the sum over the paths that end with a blank, and with its last character.
    sealed class Prefix(Prefix? parent, int @class, long state, double prior)
    {
        List<Prefix>? children;

        public int Class => @class;

        public long State => state;

        public double Prior => prior;

        public double Blank { get; set; } = double.NegativeInfinity;

        public double Ends { get; set; } = double.NegativeInfinity;

        public double NextBlank { get; set; } = double.NegativeInfinity;

        public double NextEnds { get; set; } = double.NegativeInfinity;

        public bool IsTouched { get; set; }

        public double Score { get; private set; }

        public Prefix? Child(int c)
        {
            if (children is null) return null;
            foreach (Prefix child in children)
            {
                if (child.Class == c) return child;
            }

            return null;
        }

        public void Adopt(Prefix child) => (children ??= []).Add(child);

        public void Advance()
        {
            (Blank, Ends) = (NextBlank, NextEnds);
            NextBlank = NextEnds = double.NegativeInfinity;
            Score = LogAdd(Blank, Ends) + prior;
        }

        public void Forget()
        {
            Blank = Ends = double.NegativeInfinity;
            IsTouched = false;
        }

        public int[] Text()
        {
            var text = new List<int>();
            for (Prefix at = this; at.Class >= 0; at = at.Parent!) text.Add(at.Class);
            text.Reverse();
            return [.. text];
        }

        Prefix? Parent => parent;
    }
}
