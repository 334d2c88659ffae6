using System.Globalization;
using System.Numerics;
using System.Text;

namespace Hebb.Formats;

/// <summary>What may be a key of a dictionary or a member of a set, and how such values are compared.</summary>
static class PickleKey
{
    const int MaxTupleLength = 16;

    /// <summary>Compares keys by value. Hashes are mixed with a secret, so that no file can choose keys that collide.</summary>
    public static IEqualityComparer<object> Comparer { get; } = new KeyComparer();

    /// <summary>Makes a key of a value; null for one that has no value here, such as an object or a tensor.</summary>
    /// <param name="value">A value from a pickle.</param>
    /// <param name="machine">Where it comes from; comparing the key is charged to its budget.</param>
    public static object? Of(object? value, PickleMachine machine)
    {
        switch (value)
        {
            case null: return "None";
            case string text:
                machine.Take(text.Length);
                return text;
            case byte[] bytes:
                machine.Take(bytes.Length * 3L);
                return Encoding.Latin1.GetString(bytes);
            case long or double or bool or BigInteger: return value;
            case object?[] { Length: <= MaxTupleLength } tuple:
                var parts = new object[tuple.Length];
                for (int i = 0; i < parts.Length; i++)
                {
                    if (tuple[i] is object?[]) return null;
                    parts[i] = machine.Key(tuple[i]);
                }

                machine.Take(24 + (8L * parts.Length));
                return parts;
            case List<object?> or PickleDictionary: throw machine.Wrong("the key of a dictionary must be text, a number, a truth value or a short tuple of them");
            default: return null;
        }
    }

    /// <summary>Brings the whole numbers of C# to the one type that keys have.</summary>
    public static object Widened(object key) => key switch
    {
        int x => (long)x,
        short x => (long)x,
        byte x => (long)x,
        uint x => (long)x,
        _ => key,
    };

    /// <summary>A key as a part of a dotted name.</summary>
    public static string Show(object key) => key switch
    {
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        object[] tuple => $"({string.Join(", ", tuple.Select(Show))})",
        _ => Convert.ToString(key, CultureInfo.InvariantCulture)!,
    };

    sealed class KeyComparer : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) => x is object[] a && y is object[] b ? a.AsSpan().SequenceEqual(b, this) : object.Equals(x, y);

        public int GetHashCode(object obj)
        {
            if (obj is not object[] tuple) return HashCode.Combine(obj);
            var hash = default(HashCode);
            foreach (object part in tuple) hash.Add(part, this);
            return hash.ToHashCode();
        }
    }
}
