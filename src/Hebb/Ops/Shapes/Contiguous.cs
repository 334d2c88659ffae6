namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The same values in row-major order without gaps: x itself if it is so already, else a copy.</summary>
        public Tensor Contiguous() => x.IsContiguous ? x : x.Clone();

        /// <summary>A copy with a buffer of its own, in row-major order; gradients pass through.</summary>
        public Tensor Clone()
        {
            Tensor y = Tensor.Uninitialized(x.Shape, x.DType, x.Backend);
            x.Backend.Copy(x.Data, y.Data);
            return x.IsTracked ? y.From(new CloneGradient(x)) : y;
        }
    }

    // dx = dy.
    sealed class CloneGradient(Tensor x) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy);
    }
}
