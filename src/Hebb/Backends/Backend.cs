using Hebb.Backends.Cpu;

namespace Hebb.Backends;

/// <summary>
/// A device: the primitive kernels that every operation is made of. Operations check arguments and record gradients; a backend only computes, on tensors
/// that are known to fit, and records nothing. A second device is a second subclass, and no operation changes.
/// </summary>
/// <remarks>
/// Unless a member says otherwise: inputs may be views with any strides and are never changed; results are new and contiguous (element by element, the caller makes them: an operation on a few numbers costs little more than its result); floating-point kernels take
/// Float32 and Float64. Safe from several threads at once. Convolution, pooling, normalisation, interpolation and the optimizers stand in partial files beside this one.
/// </remarks>
internal abstract partial class Backend : Device
{
    /// <summary>The backend that creation functions use: the CPU.</summary>
    internal static Backend Default
    {
        get
        {
            if (EngineSettings.Problem is not null) EngineSettings.Check();
            return CpuBackend.Instance;
        }
    }

    // ---- element by element -------------------------------------------------------------------------------------------------

    /// <summary>y = f(x).</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Its argument.</param>
    /// <param name="y">Where to write: contiguous, of the shape and type of x.</param>
    /// <param name="a">Its first parameter, if it has one.</param>
    /// <param name="b">Its second parameter, if it has one.</param>
    /// <exception cref="DTypeException">The function is not defined for the type of x.</exception>
    internal abstract void Unary(UnaryFunction f, in TensorData x, in TensorData y, double a = 0, double b = 0);

    /// <summary>dx = dy · f'(…), in one pass.</summary>
    /// <param name="f">The function.</param>
    /// <param name="dy">The gradient with respect to its result.</param>
    /// <param name="saved">Its argument or its result, as <see cref="IUnary.GradientUses"/> says.</param>
    /// <param name="dx">Where to write: contiguous, of the shape and type of dy.</param>
    /// <param name="a">Its first parameter, if it has one.</param>
    /// <param name="b">Its second parameter, if it has one.</param>
    internal abstract void UnaryGradient(UnaryFunction f, in TensorData dy, in TensorData saved, in TensorData dx, double a = 0, double b = 0);

    /// <summary>y = f(a, b), broadcast.</summary>
    /// <param name="f">The function.</param>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand, of the same type.</param>
    /// <param name="y">Where to write: contiguous, of the common shape and the operands' type.</param>
    /// <exception cref="DTypeException">The function is not defined for that type.</exception>
    internal abstract void Binary(BinaryFunction f, in TensorData a, in TensorData b, in TensorData y);

    /// <summary>A mask of the elements for which a comparison holds, broadcast.</summary>
    /// <param name="f">The comparison.</param>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand, of the same type.</param>
    /// <returns>A tensor of Bool.</returns>
    internal abstract TensorData Compare(CompareFunction f, in TensorData a, in TensorData b);

    /// <summary>a where the condition holds, else b; all three broadcast.</summary>
    /// <param name="condition">A mask.</param>
    /// <param name="a">Taken where it is true.</param>
    /// <param name="b">Taken where it is false; of the same type.</param>
    internal abstract TensorData Where(in TensorData condition, in TensorData a, in TensorData b);

    /// <summary>The values in another type: truncated toward zero to integers, 0/1 from Bool, ≠ 0 to Bool.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="dtype">The type wanted.</param>
    internal abstract TensorData Cast(TensorData x, DType dtype);

    /// <summary>Writes the source, broadcast and converted, into the destination, which may be a view with any strides.</summary>
    /// <param name="source">What to copy.</param>
    /// <param name="destination">Where to.</param>
    internal abstract void Copy(in TensorData source, in TensorData destination);

    /// <summary>Writes one value everywhere into the destination, which may be a view with any strides.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="value">The value, converted to its type.</param>
    internal abstract void Fill(in TensorData destination, double value);

    /// <summary>y ← y + α·x in place, for contiguous y.</summary>
    /// <param name="y">Changed in place.</param>
    /// <param name="x">Of the same shape and type, or broadcast to it.</param>
    /// <param name="alpha">The factor α.</param>
    internal abstract void AddScaled(in TensorData y, in TensorData x, double alpha);

    // ---- along axes ---------------------------------------------------------------------------------------------------------

    /// <summary>Reduces over axes.</summary>
    /// <param name="kernel">Sum, product, extreme …</param>
    /// <param name="x">What to reduce.</param>
    /// <param name="axes">The axes, distinct and not negative; all of them if empty.</param>
    /// <param name="keepDims">Whether reduced axes stay with length 1.</param>
    internal abstract TensorData Reduce(ReduceKernel kernel, in TensorData x, ReadOnlySpan<int> axes, bool keepDims);

    /// <summary>The extreme values along an axis and their indices (of the first, where several are equal).</summary>
    /// <param name="largest">Maximum or minimum.</param>
    /// <param name="x">Not empty along the axis.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    /// <param name="keepDims">Whether the axis stays with length 1.</param>
    /// <returns>Values, and Int64 indices.</returns>
    internal abstract (TensorData Values, TensorData Indices) ArgReduce(bool largest, TensorData x, int axis, bool keepDims);

    /// <summary>Running sums or products along an axis.</summary>
    /// <param name="product">Products instead of sums.</param>
    /// <param name="x">Any tensor of numbers.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    internal abstract TensorData Cumulate(bool product, TensorData x, int axis);

    /// <summary>The k largest or smallest values along an axis, sorted, with their indices; stable.</summary>
    /// <param name="x">Any tensor of numbers.</param>
    /// <param name="k">0 … the axis's length.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    /// <param name="largest">Largest first, or smallest first.</param>
    /// <returns>Values, and Int64 indices.</returns>
    internal abstract (TensorData Values, TensorData Indices) TopK(TensorData x, int k, int axis, bool largest);

    /// <summary>Softmax, or its logarithm, along an axis; stable for any finite input.</summary>
    /// <param name="x">Logits.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    /// <param name="log">The logarithm of softmax.</param>
    internal abstract TensorData Softmax(TensorData x, int axis, bool log);

    /// <summary>The gradient of <see cref="Softmax"/> from its result.</summary>
    /// <param name="dy">The gradient with respect to the result.</param>
    /// <param name="y">The result.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    /// <param name="log">Whether it was the logarithm.</param>
    internal abstract TensorData SoftmaxGradient(TensorData dy, TensorData y, int axis, bool log);

    /// <summary>−log softmax(logits)[target] for each row, and softmax(logits), in one pass.</summary>
    /// <param name="logits">Shape [rows, classes].</param>
    /// <param name="target">Int64 of shape [rows], each in 0 … classes − 1.</param>
    /// <returns>Losses [rows] and probabilities [rows, classes].</returns>
    internal abstract (TensorData Losses, TensorData Probabilities) CrossEntropy(TensorData logits, TensorData target);

    /// <summary>(probabilities − onehot(target)) · scale[row]: the gradient of <see cref="CrossEntropy"/>.</summary>
    /// <param name="probabilities">Shape [rows, classes].</param>
    /// <param name="target">Int64 of shape [rows].</param>
    /// <param name="scale">Shape [rows], or a scalar.</param>
    internal abstract TensorData CrossEntropyGradient(TensorData probabilities, TensorData target, TensorData scale);

    // ---- products -----------------------------------------------------------------------------------------------------------

    /// <summary>Matrix products of the last two axes, broadcast over the others: [.., m, k] · [.., k, n] → [.., m, n]. Transposed views cost no copy.</summary>
    /// <param name="a">At least two axes.</param>
    /// <param name="b">At least two axes, of the same floating-point type.</param>
    internal abstract TensorData MatMul(in TensorData a, in TensorData b);

    /// <summary>activation(x · wᵀ + b) with bias and activation in the product's last step.</summary>
    /// <param name="x">Shape [rows, in].</param>
    /// <param name="weight">Shape [out, in].</param>
    /// <param name="bias">Shape [out], or null.</param>
    /// <param name="activation">What is applied to y.</param>
    internal abstract TensorData Linear(in TensorData x, in TensorData weight, TensorData? bias, Activation activation);

    // ---- indices -------------------------------------------------------------------------------------------------------------

    /// <summary>y[i][j][k] = x[index[i][j][k]][j][k] for axis 0, and so on.</summary>
    /// <param name="x">Where to read.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    /// <param name="index">Int64 of the same rank, in range.</param>
    internal abstract TensorData Gather(TensorData x, int axis, TensorData index);

    /// <summary>y[index[i][j][k]][j][k] += source[i][j][k] in place for axis 0, and so on; repeated indices add up in order.</summary>
    /// <param name="y">Contiguous; changed in place.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    /// <param name="index">Int64 of the same rank, in range.</param>
    /// <param name="source">At least of the index's shape.</param>
    internal abstract void ScatterAdd(TensorData y, int axis, TensorData index, TensorData source);

    /// <summary>Slices of x along an axis, in the order of the index.</summary>
    /// <param name="x">Where to read.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    /// <param name="index">Int64, one axis, in range.</param>
    internal abstract TensorData IndexSelect(TensorData x, int axis, TensorData index);

    /// <summary>Adds slices of the source into slices of y along an axis, in place; repeated indices add up in order.</summary>
    /// <param name="y">Contiguous; changed in place.</param>
    /// <param name="axis">0 … Rank − 1.</param>
    /// <param name="index">Int64, one axis, in range.</param>
    /// <param name="source">As many slices as the index has entries.</param>
    internal abstract void IndexAdd(TensorData y, int axis, TensorData index, TensorData source);

    /// <summary>y.flat[position[i]] = source.flat[i] in place; of repeated positions the last wins.</summary>
    /// <param name="y">Contiguous; changed in place.</param>
    /// <param name="positions">Int64, row-major positions in y.</param>
    /// <param name="source">As many values, of y's type.</param>
    internal abstract void Put(TensorData y, TensorData positions, TensorData source);

    /// <summary>The row-major positions of the true elements of a mask.</summary>
    /// <param name="mask">Bool.</param>
    /// <returns>Int64 of shape [number of true elements].</returns>
    internal abstract TensorData NonZero(TensorData mask);

    /// <summary>Throws if an index lies outside 0 … length − 1.</summary>
    /// <param name="index">Int64.</param>
    /// <param name="length">The bound.</param>
    /// <param name="what">What is indexed, for the message: "label of 10 classes", "row of the embedding".</param>
    /// <exception cref="IndexException">The first offending index and its position.</exception>
    internal abstract void CheckIndices(TensorData index, int length, string what);

    /// <summary>The position of the first index outside 0 … length − 1, in row-major order, or −1 if there is none.</summary>
    /// <param name="index">Int64.</param>
    /// <param name="length">The bound.</param>
    internal abstract int FirstOutside(TensorData index, int length);

    /// <summary>Patches of a padded image as columns (im2col), in PyTorch's layout.</summary>
    /// <param name="x">Shape [n, c, h, w].</param>
    /// <param name="window">The sliding window.</param>
    /// <returns>Shape [n, c·kh·kw, windows].</returns>
    internal abstract TensorData Unfold(TensorData x, Window window);

    /// <summary>Adds columns back into an image (col2im), the adjoint of <see cref="Unfold"/>.</summary>
    /// <param name="columns">Shape [n, c·kh·kw, windows].</param>
    /// <param name="height">The image's height.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="window">The sliding window.</param>
    /// <returns>Shape [n, c, height, width].</returns>
    internal abstract TensorData Fold(TensorData columns, int height, int width, Window window);

    // ---- random numbers -----------------------------------------------------------------------------------------------------

    /// <summary>Fills with uniform numbers in [low, high).</summary>
    /// <param name="x">Contiguous; Float32 or Float64.</param>
    /// <param name="generator">The stream.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    internal abstract void FillUniform(TensorData x, Generator generator, double low, double high);

    /// <summary>Fills with normal numbers.</summary>
    /// <param name="x">Contiguous; Float32 or Float64.</param>
    /// <param name="generator">The stream.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="std">The standard deviation.</param>
    internal abstract void FillNormal(TensorData x, Generator generator, double mean, double std);

    /// <summary>Fills with 1 with the given probability, else 0.</summary>
    /// <param name="x">Contiguous; Float32 or Float64.</param>
    /// <param name="generator">The stream.</param>
    /// <param name="probability">The probability of a 1.</param>
    internal abstract void FillBernoulli(TensorData x, Generator generator, double probability);
}
