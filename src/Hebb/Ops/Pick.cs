namespace Hebb;

public static partial class Ops
{
    /// <summary>The elements at places along an axis: y[i][j] = x[i][places[i][j]] for axis 1.</summary>
    static Tensor Pick(Tensor x, int axis, Tensor places)
    {
        Tensor y = x.Backend.Gather(x, axis, places);
        return x.IsTracked ? y.From(new PickGradient("Pick", x, axis, places)) : y;
    }

    /// <summary>Zeros of a shape with values added at places along an axis: what takes a gradient back through a choice.</summary>
    static Tensor Place(Tensor values, int axis, Tensor places, Shape shape)
    {
        Tensor y = Tensor.Zeros(shape, values.DType);
        y.Backend.ScatterAdd(y, axis, places, values);
        return values.IsTracked ? y.From(new PlaceGradient(values, axis, places)) : y;
    }

    // dx = dy at the places that were picked, 0 elsewhere.
    sealed class PickGradient(string name, Tensor x, int axis, Tensor places) : Node(x)
    {
        Saved places = new(places);

        public override string Name => name;

        public override void Backward(Tensor dy) => Give(0, Place(dy, axis, places.For(this), InputShape(0)));

        protected override void Release() => places = default;
    }

    // dx = dy where the values went.
    sealed class PlaceGradient(Tensor values, int axis, Tensor places) : Node(values)
    {
        Saved places = new(places);

        public override void Backward(Tensor dy) => Give(0, Pick(dy, axis, places.For(this)));

        protected override void Release() => places = default;
    }
}
