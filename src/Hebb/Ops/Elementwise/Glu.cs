namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The gated linear unit: a · sigmoid(b), where a and b are the two halves of an axis.</summary>
        /// <param name="axis">The axis that is halved, of even length; negative numbers count from the last.</param>
        /// <returns>The shape of x with half the length on the axis.</returns>
        /// <exception cref="ShapeException">The axis has an odd length.</exception>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <remarks>Dauphin, Fan, Auli and Grangier: Language modeling with gated convolutional networks (ICML 2017).</remarks>
        public Tensor Glu(int axis = -1)
        {
            int length = x.Shape[axis];
            if (length % 2 != 0) throw new ShapeException($"Glu halves axis {axis} of shape {x.Shape}, whose length {length} is odd.", "Give the layer before it twice as many outputs as the gate should have.");
            return x.Narrow(axis, 0, length / 2) * x.Narrow(axis, length / 2, length / 2).Sigmoid();
        }
    }
}
