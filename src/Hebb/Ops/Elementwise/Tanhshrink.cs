namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x − tanh x, element by element.</summary>
        /// <returns>A tensor of the shape of x.</returns>
        public Tensor Tanhshrink() => x - x.Tanh();
    }
}
