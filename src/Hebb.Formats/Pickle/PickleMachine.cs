using System.Numerics;
using System.Text;

namespace Hebb.Formats;

/// <summary>
/// Reads a pickle, protocols 0 to 5, without executing anything: it builds dictionaries, lists, tuples, sets and plain values, and calls no name but those that its
/// resolver knows. It does not recurse, and counts the memory that it takes, so that no pickle can exhaust either.
/// </summary>
/// <remarks>Source: the description of the instructions in Python's pickletools module.</remarks>
/// <param name="input">The pickle.</param>
/// <param name="resolver">What it may refer to.</param>
/// <param name="budget">The memory that it may take.</param>
/// <param name="source">What error messages call the file.</param>
sealed partial class PickleMachine(PickleInput input, PickleResolver resolver, ReadingBudget budget, string source)
{
    const int Reference = 16, Box = 24, Container = 80, Entry = 64, Foreign = 300;

    /// <summary>What error messages call the file.</summary>
    public string Source => source;

    /// <summary>The present place in the file.</summary>
    public long Offset => input.Offset;

    /// <summary>Reads one pickle, up to its last instruction.</summary>
    /// <returns>The value: null, bool, long, BigInteger, double, string, byte[], List, object[] for a tuple, HashSet, <see cref="PickleDictionary"/>, or a value of the resolver's.</returns>
    /// <exception cref="FormatErrorException">The pickle is damaged, refers to a name that is not allowed, or takes too much memory.</exception>
    public object? Run()
    {
        while (true)
        {
            byte code = input.Byte();
            switch ((char)code)
            {
                case '.': return Result();
                case '\x80': Protocol(input.Byte()); break;
                case '\x95': input.Length64(); break;

                case 'N': Push(null); break;
                case '\x88': Push(Truths[1]); break;
                case '\x89': Push(Truths[0]); break;
                case 'K': PushNumber(input.Byte()); break;
                case 'M': PushNumber(input.UInt16()); break;
                case 'J': PushNumber(input.Int32()); break;
                case '\x8A': PushLong(input.Byte()); break;
                case '\x8B': PushLong(input.Length32()); break;
                case 'G': PushBoxed(input.Double()); break;
                case 'I' or 'L': PushInteger(PickleLiteral.Integer(input, isLong: code == 'L')); break;
                case 'F': PushBoxed(PickleLiteral.Float(input)); break;

                case 'X': PushText(input.Length32()); break;
                case '\x8C': PushText(input.Byte()); break;
                case '\x8D': PushText(input.Length64()); break;
                case 'V': PushTaken(PickleLiteral.Text(input, MaxLength)); break;
                case 'B' or 'T': PushBytes(input.Length32()); break;
                case 'C' or 'U': PushBytes(input.Byte()); break;
                case '\x8E' or '\x96': PushBytes(input.Length64()); break;
                case 'S': PushTaken(PickleLiteral.Bytes(input, MaxLength)); break;

                case ']': PushContainer(new List<object?>()); break;
                case '}': PushContainer(new PickleDictionary()); break;
                case '\x8F': PushContainer(new HashSet<object>(PickleKey.Comparer)); break;
                case 'l': PushContainer(new List<object?>(ToMark())); break;
                case 'd': FromPairs(); break;
                case '\x91': Set(ToMark()); break;
                case ')': Push(Nothing); break;
                case 't': PushContainer(ToMark()); break;
                case '\x85': Tuple(1); break;
                case '\x86': Tuple(2); break;
                case '\x87': Tuple(3); break;
                case 'a': Append(); break;
                case 'e': Appends(); break;
                case 's': SetItem(); break;
                case 'u': SetItems(); break;
                case '\x90': AddItems(); break;

                case '(': Mark(); break;
                case '0': Drop(); break;
                case '1': ToMark(); break;
                case '2': Push(Top()); break;
                case 'g': Push(Recall(PickleLiteral.Index(input))); break;
                case 'h': Push(Recall(input.Byte())); break;
                case 'j': Push(Recall((uint)input.Int32())); break;
                case 'p': Remember(PickleLiteral.Index(input)); break;
                case 'q': Remember(input.Byte()); break;
                case 'r': Remember((uint)input.Int32()); break;
                case '\x94': Remember(remembered); break;

                case 'c': Push(Find(Name(), Name())); break;
                case '\x93': FindOnStack(); break;
                case 'R' or '\x81': Call(); break;
                case '\x92': CallWithNames(); break;
                case 'i': Push(Called(Find(Name(), Name()), ToMark())); break;
                case 'o': CallToMark(); break;
                case 'b': Build(); break;
                case 'P': Push(resolver.Persistent(Encoding.Latin1.GetString(input.Line(MaxNameLength)), this)); break;
                case 'Q': Push(resolver.Persistent(Pop(), this)); break;

                case '\x97': PushBuffer(); break;
                case '\x98': Top(); break;
                case '\x82': PushRegistered(input.Byte()); break;
                case '\x83': PushRegistered(input.UInt16()); break;
                case '\x84': PushRegistered(input.Int32()); break;
                default: throw Wrong($"instruction {code:X2} is not known", "The file is damaged, or not a pickle.");
            }
        }
    }

    /// <summary>Counts memory that is about to be taken.</summary>
    /// <param name="bytes">How much.</param>
    public void Take(long bytes) => budget.Take(bytes, input.Offset);

    /// <summary>Makes an error at the present place.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="help">The advice for it.</param>
    public FormatErrorException Wrong(string problem, string? help = null) => input.Wrong(problem, help ?? "The file is damaged, or holds more than tensors, containers and plain values.");

    /// <summary>A short text; Python 2 wrote it as bytes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What it should be, for error messages.</param>
    public string Text(object? value, string what) => value switch
    {
        string { Length: <= MaxNameLength } text => text,
        byte[] { Length: <= MaxNameLength } bytes => Encoding.Latin1.GetString(bytes),
        _ => throw Wrong($"{what} must be a short text"),
    };

    /// <summary>The lengths of axes, or strides.</summary>
    /// <param name="values">The values.</param>
    /// <param name="what">What they should be, for error messages.</param>
    public long[] Lengths(object?[] values, string what)
    {
        const int Max = 64;
        if (values.Length > Max) throw Wrong($"{what} has {values.Length} numbers; {Max} is the most that is read");
        return Array.ConvertAll(values, value => value is long number ? number : throw Wrong($"{what} must be whole numbers"));
    }

    static string Shown(string text) => text.Length > 80 ? $"{text[..80]}…" : text;
}
