using Hebb.Nn;

namespace Hebb.Training;

/// <summary>
/// Everything that a training needs to resume, as named tensors and named texts; the core knows no file format. Names are paths: "model/0.weight",
/// "optimizer/state.0.step". Belongs to one thread.
/// </summary>
public sealed class Checkpoint
{
    /// <summary>Begins an empty checkpoint.</summary>
    public Checkpoint()
        : this([], [])
    {
    }

    /// <summary>Puts together what a store has read.</summary>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="values">The texts by name.</param>
    public Checkpoint(Dictionary<string, Tensor> tensors, Dictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(values);
        Tensors = tensors;
        Values = values;
    }

    /// <summary>The tensors by name.</summary>
    public Dictionary<string, Tensor> Tensors { get; }

    /// <summary>Numbers, switches and texts by name, all as text.</summary>
    public Dictionary<string, string> Values { get; }

    /// <summary>The optimizer's step at which it was made.</summary>
    public long Step => Section("training").GetInteger("step");

    /// <summary>How many epochs were finished.</summary>
    public int Epoch => (int)Section("training").GetInteger("epoch");

    /// <summary>The text that the trainer was given to keep with it: the run's configuration.</summary>
    public string Configuration => Section("training").GetText("configuration");

    /// <summary>The model's parameters and buffers by their state names, as training left them.</summary>
    public Dictionary<string, Tensor> ModelState => Section("model").Tensors();

    /// <summary>A part of the checkpoint, with names of its own; it need not exist yet.</summary>
    /// <param name="name">Its name.</param>
    public CheckpointSection Section(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CheckpointSection(this, name + "/");
    }

    /// <summary>Loads the model's parameters and buffers into a model.</summary>
    /// <param name="model">Built as the saved one was.</param>
    /// <exception cref="CheckpointException">The checkpoint is of another architecture; the message lists what differs, and nothing was loaded.</exception>
    public void LoadModel(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            model.LoadStateDict(ModelState);
        }
        catch (StateDictException problem)
        {
            throw new CheckpointException($"The checkpoint of step {Step} was made by another model than this {model.GetType().Name}:\n{problem.Report}", "Build the model with the settings it was saved with, or begin in a fresh folder.", problem);
        }
    }
}
