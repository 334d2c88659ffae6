using System.Globalization;

namespace Hebb.Formats;

/// <summary>
/// Reads the text in a .npy head, a Python dictionary of three entries: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }</c>. It knows just
/// what can stand there, in any order.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="wrong">Makes the error for a place in the text, a problem and the advice for it.</param>
sealed class NpyHeaderText(string text, Func<int, string, string?, FormatErrorException> wrong)
{
    /// <summary>Stands for the type of records with fields.</summary>
    const string Records = "V";

    const int MaxAxes = 64;
    int at;

    /// <summary>Reads the text.</summary>
    /// <returns>The type's code, whether the first axis runs fastest, and the lengths of the axes.</returns>
    public (string Type, bool IsColumnMajor, List<long> Lengths) Read()
    {
        string? type = null;
        bool? isColumnMajor = null;
        List<long>? lengths = null;
        Expect('{');
        while (!Skip('}'))
        {
            string key = Text();
            Expect(':');
            if (key == "descr" && type is null) type = TypeCode();
            else if (key == "fortran_order" && isColumnMajor is null) isColumnMajor = Truth();
            else if (key == "shape" && lengths is null) lengths = Tuple();
            else throw Wrong($"the head has 'descr', 'fortran_order' and 'shape', each once; '{key}' came");
            if (!Skip(',') && Peek() != '}') throw Wrong("a ',' or '}' was expected");
        }

        if (Peek() != '\0') throw Wrong("nothing may follow the head's dictionary");
        if (type is null || isColumnMajor is null || lengths is null) throw Wrong("the head needs 'descr', 'fortran_order' and 'shape'");
        return (type, isColumnMajor.Value, lengths);
    }

    string TypeCode()
    {
        if (Peek() is not ('[' or '(')) return Text();
        PassOver();
        return Records;
    }

    // The fields of records, which are lists and tuples in each other: up to the bracket that closes the first.
    void PassOver()
    {
        int depth = 0;
        do
        {
            switch (Peek())
            {
                case '\0': throw Wrong("a bracket without its closing one");
                case '[' or '(': depth++; break;
                case ']' or ')': depth--; break;
                case '\'' or '"':
                    Text();
                    continue;
            }

            at++;
        }
        while (depth > 0);
    }

    string Text()
    {
        char quote = Peek();
        if (quote is not ('\'' or '"')) throw Wrong("a text in quotes was expected");
        int end = text.IndexOf(quote, at + 1);
        if (end < 0 || end - at > 100) throw Wrong("a text without its closing quote");
        string inner = text[(at + 1)..end];
        if (inner.Contains('\\', StringComparison.Ordinal)) throw Wrong("a text with escapes, which none of the head's texts needs");
        at = end + 1;
        return inner;
    }

    bool Truth()
    {
        Peek();
        foreach ((string word, bool value) in (ReadOnlySpan<(string, bool)>)[("True", true), ("False", false)])
        {
            if (!text.AsSpan(at).StartsWith(word, StringComparison.Ordinal)) continue;
            at += word.Length;
            return value;
        }

        throw Wrong("True or False was expected");
    }

    List<long> Tuple()
    {
        var lengths = new List<long>();
        Expect('(');
        while (!Skip(')'))
        {
            lengths.Add(Number());
            if (lengths.Count > MaxAxes) throw Wrong($"an array has {MaxAxes} axes at most");
            if (!Skip(',') && Peek() != ')') throw Wrong("a ',' or ')' was expected");
        }

        return lengths;
    }

    long Number()
    {
        Peek();
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (!long.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long number)) throw Wrong("the length of an axis was expected, a whole number that is not negative");

        // Python 2 wrote long numbers with an L behind them.
        if (at < text.Length && text[at] == 'L') at++;
        return number;
    }

    // The next character after spaces; the null character at the end.
    char Peek()
    {
        while (at < text.Length && text[at] is ' ' or '\n' or '\t' or '\r') at++;
        return at < text.Length ? text[at] : '\0';
    }

    bool Skip(char c)
    {
        if (Peek() != c || at >= text.Length) return false;
        at++;
        return true;
    }

    void Expect(char c)
    {
        if (!Skip(c)) throw Wrong($"a '{c}' was expected");
    }

    FormatErrorException Wrong(string problem, string? help = null) => wrong(at, problem, help ?? "The head is damaged.");
}
