namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>eˣ / Σ eˣ along an axis; stable for any finite x, however large.</summary>
        /// <param name="axis">The axis that sums to 1.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Softmax(int axis)
        {
            if (x.Rank == 0) return x.Reshape(1).Softmax(axis).Reshape();
            int along = x.Shape.Axis(axis);
            Tensor numbers = Floating("Softmax", x), y = new Tensor(numbers.Backend.Softmax(numbers.Data, along, log: false));
            return x.IsTracked ? y.From(new SoftmaxGradient(x, y, along)) : y;
        }
    }

    // dx = y (dy − Σ dy y), in one pass unless it is recorded.
    sealed class SoftmaxGradient(Tensor x, Tensor y, int axis) : Node(x)
    {
        SavedTensor y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor value = y.For(this);
            AddGradient(0, Autograd.IsRecording ? value * (dy - (dy * value).Sum(axis, keepDims: true)) : new Tensor(dy.Backend.SoftmaxGradient(dy.Data, value.Data, axis, log: false)));
        }

        protected override void Release() => y = default;
    }
}
