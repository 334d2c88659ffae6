using CsCheck;

namespace Hebb.Tests;

/// <summary>Chains of views hold the elements that plain copies would hold, whatever the steps.</summary>
public sealed class ViewPropertyTests
{
    static readonly Gen<(int[] Shape, Move[] Moves)> Chains = Gen.Select(Shapes.Any, Move.Any.Array[0, 8]);

    [Fact]
    public void AChainHoldsWhatCopiesHold() => Property.Holds(Chains, chain =>
    {
        (NaiveArray plain, Tensor x) = Followed(chain.Moves, NaiveArray.Counting(chain.Shape));
        NaiveArray.AssertEqual(plain, x);
        NaiveArray.AssertEqual(plain, x.Contiguous());
        if (x.Count > 0) NaiveArray.AssertEqual(plain with { Values = [.. plain.Values.Select(v => v + 1)] }, x + 1);
    }, count: 1000, print: Printed);

    [Fact]
    public void WhatIsWrittenIntoAViewStandsInItsSourceAndNowhereElse() => Property.Holds(Chains, chain =>
    {
        NaiveArray source = NaiveArray.Counting(chain.Shape);
        Tensor whole = Tensor.From(source.Values).Reshape(chain.Shape), part = whole;
        NaiveArray plain = source;
        foreach (Move move in chain.Moves) (plain, part) = move.On(plain, part);
        bool isShared = part.Storage == whole.Storage;
        Assert.True(isShared || plain.Values.Length == 0 || chain.Moves.Any(m => m.Kind is MoveKind.Clone or MoveKind.Flip or MoveKind.Slice or MoveKind.Join or MoveKind.Divide), "a step that promises a view copied");
        if (plain.Values.Distinct().Count() < plain.Values.Length) return; // an expanded view cannot be changed

        // A value says where it came from.
        double[] expected = [.. source.Values];
        if (isShared) foreach (double position in plain.Values) expected[(int)position] = -position - 1;
        part.CopyFrom(-part - 1);
        Assert.Equal(expected, whole.ToArray<double>());
    }, count: 500, print: Printed);

    [Fact]
    public void AGradientGoesBackToWhereAnElementCameFrom() => Property.Holds(Chains, chain =>
    {
        NaiveArray plain = NaiveArray.Counting(chain.Shape);
        Tensor source = Tensor.From(plain.Values).Reshape(chain.Shape).WithGrad(), x = source;
        foreach (Move move in chain.Moves) (plain, x) = move.On(plain, x);
        Tensor weights = Tensor.Arange(1, x.Count + 1).To(DType.Float64).Reshape(x.Shape);
        (x * weights).Sum().Backward();

        var expected = new double[source.Count];
        for (int i = 0; i < plain.Values.Length; i++) expected[(int)plain.Values[i]] += i + 1;
        Assert.Equal(expected, source.Grad!.ToArray<double>());
    }, count: 300, print: Printed);

    static (NaiveArray Plain, Tensor Tensor) Followed(Move[] moves, NaiveArray plain)
    {
        Tensor x = Tensor.From(plain.Values).Reshape(plain.Shape);
        foreach (Move move in moves) (plain, x) = move.On(plain, x);
        return (plain, x);
    }

    static string Printed((int[] Shape, Move[] Moves) chain) => $"[{string.Join(", ", chain.Shape)}] {string.Join(", ", chain.Moves)}";
}
