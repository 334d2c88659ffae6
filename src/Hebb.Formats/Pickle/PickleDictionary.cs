using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Hebb.Formats;

/// <summary>
/// A Python dictionary, in its own order. Keys are text (string), whole numbers (long), numbers (double), truth values (bool) or tuples of them; bytes, which Python 2
/// used for names, are given as text, and None as "None". Looking up an int finds the long.
/// </summary>
public sealed class PickleDictionary : IReadOnlyDictionary<object, object?>
{
    readonly OrderedDictionary<object, object?> items = new(PickleKey.Comparer);

    /// <summary>How many entries there are.</summary>
    public int Count => items.Count;

    /// <summary>The keys, in order.</summary>
    public IEnumerable<object> Keys => items.Keys;

    /// <summary>The values, in order.</summary>
    public IEnumerable<object?> Values => items.Values;

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key: text, a whole number, a number, a truth value.</param>
    /// <exception cref="KeyNotFoundException">There is no such key; the message lists those that there are.</exception>
    public object? this[object key]
    {
        get
        {
            if (TryGetValue(key, out object? value)) return value;
            const int Shown = 10;
            throw new KeyNotFoundException($"The dictionary has no key '{key}'; it has {Count}: {string.Join(", ", items.Keys.Take(Shown).Select(PickleKey.Show))}{(Count > Shown ? ", …" : string.Empty)}.");
        }
    }

    /// <summary>Whether there is a key.</summary>
    /// <param name="key">The key.</param>
    public bool ContainsKey(object key) => items.ContainsKey(PickleKey.Widened(key));

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value, or null.</param>
    /// <returns>Whether there is the key.</returns>
    public bool TryGetValue(object key, [MaybeNullWhen(false)] out object? value) => items.TryGetValue(PickleKey.Widened(key), out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<object, object?>> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <summary>Adds or replaces an entry.</summary>
    internal void Set(object key, object? value) => items[key] = value;

    /// <summary>The entry at a place in the order.</summary>
    internal KeyValuePair<object, object?> At(int index) => items.GetAt(index);

    /// <summary>Replaces the value at a place in the order.</summary>
    internal void SetAt(int index, object? value) => items.SetAt(index, value);
}
