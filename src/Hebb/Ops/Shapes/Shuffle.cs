namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Channels into space: [.., c·r², h, w] becomes [.., c, h·r, w·r] (Shi et al. 2016, arXiv:1609.05158).</summary>
        /// <param name="factor">The factor r, at least 1.</param>
        /// <exception cref="ShapeException">x has fewer than three axes, or its channels are no multiple of r².</exception>
        public Tensor PixelShuffle(int factor)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
            if (x.Rank < 3 || x.Shape[-3] % ((long)factor * factor) != 0)
                throw new ShapeException($"PixelShuffle({factor}) takes shape [.., c·{(long)factor * factor}, h, w]; it got {x.Shape}.");
            int n = x.Shape.Axes[..^3].Product(), c = (int)(x.Shape[-3] / ((long)factor * factor)), h = x.Shape[-2], w = x.Shape[-1];
            int rows = Shape.Checked((long)h * factor, "The height of the shuffled image"), columns = Shape.Checked((long)w * factor, "The width of the shuffled image");
            return x.Reshape(n, c, factor, factor, h, w).Permute(0, 1, 4, 2, 5, 3).Reshape([.. x.Shape.Axes[..^3], c, rows, columns]);
        }

        /// <summary>Space into channels: [.., c, h·r, w·r] becomes [.., c·r², h, w]; undoes PixelShuffle.</summary>
        /// <param name="factor">The factor r, at least 1.</param>
        /// <exception cref="ShapeException">x has fewer than three axes, or its height or width is no multiple of r.</exception>
        public Tensor PixelUnshuffle(int factor)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
            if (x.Rank < 3 || x.Shape[-2] % factor != 0 || x.Shape[-1] % factor != 0)
                throw new ShapeException($"PixelUnshuffle({factor}) takes shape [.., c, h·{factor}, w·{factor}]; it got {x.Shape}.");
            int n = x.Shape.Axes[..^3].Product(), c = x.Shape[-3], h = x.Shape[-2] / factor, w = x.Shape[-1] / factor;
            int channels = Shape.Checked(Math.BigMul(Shape.Checked((long)c * factor, "The axis of channels"), factor), "The axis of channels");
            return x.Reshape(n, c, h, factor, w, factor).Permute(0, 1, 3, 5, 2, 4).Reshape([.. x.Shape.Axes[..^3], channels, h, w]);
        }

        /// <summary>Channels of groups interleaved: channel i of group g becomes channel i · groups + g (Zhang et al. 2018, arXiv:1707.01083).</summary>
        /// <param name="groups">The number of groups, at least 1.</param>
        /// <exception cref="ShapeException">x is not of shape [n, c, ..] with c a multiple of the groups.</exception>
        public Tensor ChannelShuffle(int groups)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
            if (x.Rank < 2 || x.Shape[1] % groups != 0) throw new ShapeException($"ChannelShuffle({groups}) takes shape [n, c, ..] with c a multiple of {groups}; it got {x.Shape}.");
            ReadOnlySpan<int> own = x.Shape.Axes;
            return x.Reshape(own[0], groups, own[1] / groups, own[2..].Product()).Transpose(1, 2).Reshape(x.Shape);
        }
    }
}
