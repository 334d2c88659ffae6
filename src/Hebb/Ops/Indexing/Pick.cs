namespace Hebb;

public static partial class Ops
{
    /// <summary>Gather with indices that are known to be good: y[i][j] = x[i][indices[i][j]] for axis 1.</summary>
    static Tensor Pick(Tensor x, int axis, Tensor indices)
    {
        Tensor y = new(x.Backend.Gather(x.Data, axis, indices.Data));
        return x.IsTracked ? y.From(new PickGradient("Pick", x, axis, indices)) : y;
    }

    // dx = dy at the indices that were picked, 0 elsewhere. Every choice along an axis has it: Max, TopK, a label's score.
    sealed class PickGradient(string name, Tensor x, int axis, Tensor indices) : Node(x)
    {
        SavedTensor indices = new(indices);

        public override string Name => name;

        public override void Backward(Tensor dy) => AddGradient(0, ScatterAdded(null, InputShape(0), axis, indices.For(this), dy));

        protected override void Release() => indices = default;
    }
}
