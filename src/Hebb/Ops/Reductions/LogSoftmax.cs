namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x − ln Σ eˣ, the logarithm of softmax, along an axis; stable for any finite x, however large.</summary>
        /// <param name="axis">The axis along which the exponentials sum to 1.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor LogSoftmax(int axis)
        {
            if (x.Rank == 0) return x.Reshape(1).LogSoftmax(axis).Reshape();
            int along = x.Shape.Axis(axis);
            Tensor numbers = Floating("LogSoftmax", x), y = new Tensor(numbers.Backend.Softmax(numbers.Data, along, log: true));
            return x.IsTracked ? y.From(new LogSoftmaxGradient(x, y, along)) : y;
        }
    }

    // dx = dy − eʸ Σ dy, in one pass unless it is recorded.
    sealed class LogSoftmaxGradient(Tensor x, Tensor y, int axis) : Node(x)
    {
        SavedTensor y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor value = y.For(this);
            AddGradient(0, Autograd.IsRecording ? dy - (value.Exp() * dy.Sum(axis, keepDims: true)) : new Tensor(dy.Backend.SoftmaxGradient(dy.Data, value.Data, axis, log: true)));
        }

        protected override void Release() => y = default;
    }
}
