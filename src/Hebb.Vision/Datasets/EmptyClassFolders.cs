namespace Hebb.Vision.Datasets;

/// <summary>What to do about class folders that hold no image.</summary>
public enum EmptyClassFolders
{
    /// <summary>The folder is refused, and the class is named: a model cannot learn it, and every figure would count it.</summary>
    Refuse,

    /// <summary>They are no classes; <see cref="ImageFiles.LeftOut"/> lists them.</summary>
    Skip,
}
