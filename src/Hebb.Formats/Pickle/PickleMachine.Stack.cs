using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Hebb.Formats;

/// <content>The stack, its marks, and the memo.</content>
sealed partial class PickleMachine
{
    const int MaxLength = 1 << 28, MaxNameLength = 1024, MaxNumberLength = 1024, MaxProtocol = 5;

    static readonly object[] Truths = [false, true];
    static readonly object?[] Nothing = [];
    static readonly object[] Small = [.. Enumerable.Range(0, 1024).Select(n => (object)(long)n)];

    readonly Dictionary<string, PickledObject> foreignNames = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> opaqueKeys = new(StringComparer.Ordinal);
    readonly List<object?> stack = [];
    readonly List<int> marks = [];
    object?[] memo = [];
    uint remembered;

    void Protocol(int protocol)
    {
        if (protocol > MaxProtocol) throw Wrong($"protocols 0 to {MaxProtocol} of pickle are read; {protocol} came");
    }

    object? Result()
    {
        if (stack.Count != 1 || marks.Count != 0) throw Wrong($"a pickle ends with one value; {stack.Count} are left");
        return stack[0];
    }

    void Push(object? value)
    {
        Take(Reference);
        stack.Add(value);
    }

    void PushNumber(int number)
    {
        if ((uint)number < (uint)Small.Length) Push(Small[number]);
        else PushBoxed((long)number);
    }

    void PushBoxed<T>(T value)
        where T : struct
    {
        Take(Box);
        Push(value);
    }

    void PushLong(int length)
    {
        if (length > MaxNumberLength) throw Wrong($"a whole number has {length} bytes; {MaxNumberLength} is the most that is read");
        PushInteger(new BigInteger(input.Bytes(length)));
    }

    void PushInteger(object number) => Push(number is BigInteger big ? Narrowed(big) : number);

    void PushInteger(BigInteger number)
    {
        Take(Box + number.GetByteCount());
        Push(Narrowed(number));
    }

    static object Narrowed(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? (long)number : number;

    void PushText(int length)
    {
        Take(Box + (3L * length));
        Push(Encoding.UTF8.GetString(input.Bytes(length)));
    }

    void PushBytes(int length)
    {
        Take(Box + (long)length);
        Push(input.Bytes(length));
    }

    // A literal's line was read before its length was known; it is not longer than what was left of the file.
    void PushTaken(object literal)
    {
        Take(Box + (literal is string text ? 2L * text.Length : ((byte[])literal).Length));
        Push(literal);
    }

    void PushContainer(object container)
    {
        Take(Container);
        Push(container);
    }

    object? Pop()
    {
        object? top = Top();
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    object? Top() => stack.Count > Floor ? stack[^1] : throw Wrong("an instruction needs a value that is not there");

    int Floor => marks.Count > 0 ? marks[^1] : 0;

    void Mark()
    {
        Take(Reference);
        marks.Add(stack.Count);
    }

    // Dropping with nothing above the mark drops the mark.
    void Drop()
    {
        if (marks.Count > 0 && marks[^1] == stack.Count) marks.RemoveAt(marks.Count - 1);
        else Pop();
    }

    object?[] ToMark()
    {
        if (marks.Count == 0) throw Wrong("an instruction needs a mark that is not there");
        int mark = marks[^1];
        marks.RemoveAt(marks.Count - 1);
        Take(Box + (8L * (stack.Count - mark)));
        object?[] values = CollectionsMarshal.AsSpan(stack)[mark..].ToArray();
        stack.RemoveRange(mark, stack.Count - mark);
        return values;
    }

    object? Recall(uint index) => index < remembered && index < memo.Length && memo[index] is { } kept
        ? ReferenceEquals(kept, Memo.Null) ? null : kept
        : throw Wrong($"value {index} of the memo was never stored");

    // Picklers count the places up, so an index beyond the pickle's length is not one of theirs.
    void Remember(uint index)
    {
        if (index >= input.Length) throw Wrong($"value {index} of the memo is more than a pickle of {input.Length} bytes can store");
        if (index >= memo.Length)
        {
            int size = (int)Math.Min(Math.Max(64, Math.Max(2L * memo.Length, index + 1L)), Math.Max(64, Math.Min(input.Length, Array.MaxLength)));
            Take(8L * size);
            Array.Resize(ref memo, size);
        }

        memo[index] = Top() ?? Memo.Null;
        remembered = Math.Max(remembered, index + 1);
    }

    static class Memo
    {
        public static readonly object Null = new();
    }
}
