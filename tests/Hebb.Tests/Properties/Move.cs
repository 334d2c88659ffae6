using CsCheck;

namespace Hebb.Tests;

enum MoveKind
{
    Transpose,
    Permute,
    MoveAxis,
    Narrow,
    Slice,
    Select,
    Unsqueeze,
    Squeeze,
    Expand,
    Join,
    Divide,
    Flip,
    Diagonal,
    Clone,
}

/// <summary>One step of a chain of views: what is done, and three numbers that say how, whatever the shape is by then.</summary>
readonly record struct Move(MoveKind Kind, int A, int B, int C)
{
    const int Largest = 3000;

    public static readonly Gen<Move> Any = Gen.Select(Gen.Enum<MoveKind>(), Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], (kind, a, b, c) => new Move(kind, a, b, c));

    /// <summary>The same step on both; where the shape has nothing to take it on, both stay as they are.</summary>
    public (NaiveArray Plain, Tensor Tensor) On(NaiveArray plain, Tensor x)
    {
        int rank = plain.Rank;
        if (Kind is MoveKind.Unsqueeze or MoveKind.Expand or MoveKind.Clone) return Grown(plain, x);
        if (rank == 0) return (plain, x);
        int axis = A % rank, other = B % rank, length = plain.Shape[axis];
        switch (Kind)
        {
            case MoveKind.Transpose:
                return (Reordered(plain, [.. Enumerable.Range(0, rank).Select(i => i == axis ? other : i == other ? axis : i)]), x.Transpose(Named(axis, rank), other));
            case MoveKind.Permute:
                int[] order = Order(rank);
                return (Reordered(plain, order), x.Permute(order));
            case MoveKind.MoveAxis:
                List<int> left = [.. Enumerable.Range(0, rank).Where(i => i != axis)];
                left.Insert(other, axis);
                return (Reordered(plain, [.. left]), x.MoveAxis(axis, Named(other, rank)));
            case MoveKind.Narrow:
                int first = B % (length + 1), count = C % (length - first + 1);
                return (Sliced(plain, axis, first, count, 1), x.Narrow(Named(axis, rank), first, count));
            case MoveKind.Slice:
                return SlicedByStep(plain, x, axis, length);
            case MoveKind.Select when length > 0:
                int index = B % length;
                NaiveArray one = Sliced(plain, axis, index, 1, 1);
                return (one with { Shape = [.. one.Shape.Where((_, i) => i != axis)] }, x.Select(axis, C % 2 == 0 ? index : index - length));
            case MoveKind.Squeeze:
                return (plain with { Shape = [.. plain.Shape.Where(n => n != 1)] }, x.Squeeze());
            case MoveKind.Join when rank > 1 && axis < rank - 1:
                int[] joined = [.. plain.Shape[..axis], plain.Shape[axis] * plain.Shape[axis + 1], .. plain.Shape[(axis + 2)..]];
                return (plain with { Shape = joined }, C % 2 == 0 ? x.Flatten(axis, axis + 1) : x.Reshape(joined));
            case MoveKind.Divide when length > 0:
                int[] divisors = [.. Enumerable.Range(1, length).Where(d => length % d == 0)];
                int d = divisors[B % divisors.Length];
                int[] divided = [.. plain.Shape[..axis], d, length / d, .. plain.Shape[(axis + 1)..]];
                return (plain with { Shape = divided }, x.Reshape(WithOpenLength(divided, C)));
            case MoveKind.Flip:
                return (Sliced(plain, axis, length - 1, length, -1), x.Flip(Named(axis, rank)));
            case MoveKind.Diagonal when axis != other:
                return OnDiagonal(plain, x, axis, other);
            default:
                return (plain, x);
        }
    }

    (NaiveArray Plain, Tensor Tensor) Grown(NaiveArray plain, Tensor x)
    {
        if (Kind == MoveKind.Clone) return (plain, x.Clone());
        if (plain.Rank > 5) return (plain, x);
        int place = A % (plain.Rank + 1);
        if (Kind == MoveKind.Unsqueeze) return (plain with { Shape = [.. plain.Shape[..place], 1, .. plain.Shape[place..]] }, x.Unsqueeze(C % 2 == 0 ? place : place - plain.Rank - 1));

        // Axes of length 1 grow, others keep their length, by name or by −1; perhaps with one more in front.
        int times = B % 5;
        int[] own = [.. plain.Shape.Select(n => n == 1 ? times : n)], shape = C % 3 == 0 ? [2, .. own] : own;
        if (NaiveArray.Size(shape) > Largest) return (plain, x);
        int[] asked = C % 2 == 0 ? shape : [.. shape[..^own.Length], .. plain.Shape.Select(n => n == 1 ? times : -1)];
        return (NaiveArray.Of(shape, place => plain.At(NaiveArray.Source(plain.Shape, place))), x.Expand(asked));
    }

    (NaiveArray Plain, Tensor Tensor) SlicedByStep(NaiveArray plain, Tensor x, int axis, int length)
    {
        int step = (C % 7) - 3;
        if (step >= 0) step++;
        int start = length == 0 ? 0 : B % length, room = step > 0 ? length - start : start + 1;
        int count = length == 0 ? 0 : A % (((room + Math.Abs(step) - 1) / Math.Abs(step)) + 1);
        return (Sliced(plain, axis, start, count, step), x.Slice(axis, start, count, step));
    }

    (NaiveArray Plain, Tensor Tensor) OnDiagonal(NaiveArray plain, Tensor x, int rows, int columns)
    {
        int height = plain.Shape[rows], width = plain.Shape[columns], offset = (C % 5) - 2;
        int top = Math.Max(0, -offset), left = Math.Max(0, offset), count = Math.Max(0, Math.Min(height - top, width - left));
        int[] kept = [.. Enumerable.Range(0, plain.Rank).Where(i => i != rows && i != columns)];
        return (NaiveArray.Of([.. kept.Select(i => plain.Shape[i]), count], place =>
        {
            var source = new int[plain.Rank];
            for (int i = 0; i < kept.Length; i++) source[kept[i]] = place[i];
            (source[rows], source[columns]) = (top + place[^1], left + place[^1]);
            return plain.At(source);
        }), x.Diagonal(offset, rows, columns));
    }

    static NaiveArray Reordered(NaiveArray plain, int[] order) => NaiveArray.Of([.. order.Select(i => plain.Shape[i])], place =>
    {
        var source = new int[place.Length];
        for (int i = 0; i < order.Length; i++) source[order[i]] = place[i];
        return plain.At(source);
    });

    static NaiveArray Sliced(NaiveArray plain, int axis, int start, int count, int step) => NaiveArray.Of([.. plain.Shape[..axis], count, .. plain.Shape[(axis + 1)..]], place =>
    {
        place[axis] = start + (place[axis] * step);
        return plain.At(place);
    });

    // Every other name of an axis counts from the end.
    int Named(int axis, int rank) => C % 2 == 0 ? axis : axis - rank;

    int[] Order(int rank)
    {
        List<int> left = [.. Enumerable.Range(0, rank)];
        var order = new int[rank];
        for (int i = 0, number = A + (100 * B); i < rank; i++)
        {
            (number, int pick) = Math.DivRem(number, left.Count);
            order[i] = left[pick];
            left.RemoveAt(pick);
        }

        return order;
    }

    // −1 stands for a length that the others determine, so it cannot stand where one of them is 0.
    static int[] WithOpenLength(int[] shape, int number)
    {
        if (number % 2 == 0 || shape.Contains(0)) return shape;
        int[] asked = [.. shape];
        asked[number % shape.Length] = -1;
        return asked;
    }
}
