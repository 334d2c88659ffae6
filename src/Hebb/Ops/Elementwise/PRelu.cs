namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x for x above 0, else w · x, with a learned slope w for each channel or one for all (He et al. 2015).</summary>
        /// <param name="weight">Shape [1], [] or [channels], where channels is the length of axis 1 (of axis 0, if x has only one).</param>
        /// <returns>A tensor of the shape of x.</returns>
        /// <exception cref="ShapeException">The weight has another shape.</exception>
        public Tensor PRelu(Tensor weight)
        {
            Tensor slope = weight;
            if (weight.Count != 1)
            {
                int axis = x.Rank > 1 ? 1 : 0;
                if (weight.Rank != 1 || x.Rank == 0 || weight.Count != x.Shape[axis])
                {
                    throw new ShapeException(
                        $"PRelu got a weight of shape {weight.Shape} for an input of shape {x.Shape}; it must have one element, or one for each of the {(x.Rank == 0 ? 0 : x.Shape[axis])} channels on axis {axis}.");
                }

                var lengths = new int[x.Rank];
                Array.Fill(lengths, 1);
                lengths[axis] = weight.Count;
                slope = weight.Reshape(lengths);
            }
            else if (weight.Rank > 0)
            {
                slope = weight.Reshape();
            }

            return x.Relu() + (slope * x.Clamp(max: 0));
        }
    }
}
