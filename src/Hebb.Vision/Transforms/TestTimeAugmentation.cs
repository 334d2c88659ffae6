using Hebb.Nn;

namespace Hebb.Vision.Transforms;

/// <summary>Asks a network about several versions of an image and takes the mean of its answers.</summary>
public static class TestTimeAugmentation
{
    /// <summary>The mean over the versions of the softmax of the module's outputs. The module is asked in evaluation mode, and put back afterwards.</summary>
    /// <param name="module">Gives scores of classes [n, classes] for images.</param>
    /// <param name="x">Images [n, channels, height, width].</param>
    /// <param name="transforms">Each makes one version; an empty <see cref="Compose"/> makes the image itself.</param>
    /// <param name="generator">Where randomness comes from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>Probabilities [n, classes], without a gradient.</returns>
    /// <exception cref="ArgumentException">There is no transform.</exception>
    public static Tensor Predict(Module module, Tensor x, IReadOnlyList<Transform> transforms, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(transforms);
        if (transforms.Count == 0) throw new ArgumentException("Give at least one transform; an empty Compose leaves images as they are.", nameof(transforms));
        using var quiet = Autograd.NoGrad();
        bool wasTraining = module.IsTraining;
        module.Eval();
        try
        {
            Tensor? sum = null;
            foreach (Transform transform in transforms)
            {
                Tensor probabilities = module.Forward(transform.Apply(x, generator)).Softmax(-1);
                sum = sum is null ? probabilities : sum + probabilities;
            }

            return sum! / transforms.Count;
        }
        finally
        {
            module.Train(wasTraining);
        }
    }
}
