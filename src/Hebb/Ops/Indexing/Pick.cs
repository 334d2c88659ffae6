namespace Hebb;

public static partial class Ops
{
    /// <summary>Gather with indices that are known to be good: y[i][j] = x[i][places[i][j]] for axis 1.</summary>
    static Tensor Pick(Tensor x, int axis, Tensor places)
    {
        Tensor y = new(x.Backend.Gather(x.Data, axis, places.Data));
        return x.IsTracked ? y.From(new PickGradient("Pick", x, axis, places)) : y;
    }

    // dx = dy at the places that were picked, 0 elsewhere. Every choice along an axis has it: Max, TopK, a label's score.
    sealed class PickGradient(string name, Tensor x, int axis, Tensor places) : Node(x)
    {
        SavedTensor places = new(places);

        public override string Name => name;

        public override void Backward(Tensor dy) => AddGradient(0, ScatterAdded(null, InputShape(0), axis, places.For(this), dy));

        protected override void Release() => places = default;
    }
}
