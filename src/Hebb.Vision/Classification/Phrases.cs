namespace Hebb.Vision.Classification;

/// <summary>What messages say in the words of a C# program. The command line has its own words for the same (its <c>CommandPhrases</c>).</summary>
static class Phrases
{
    public const string
        CardWriter = "as ImageClassifier.Save writes it",
        ClassNames = "Give the names of its classes.",
        Convolutions = "Model = \"cnn:16,32,M\"",
        Datasets = "A folder holds one folder of images for each class.",
        Folder = "Name the folder that ImageClassifier.Save or a training wrote.",
        FolderAlone = "DataFolder says where the files of a named data set are; a folder of images needs none.",
        LearningRate = "LearningRate = ",
        Model = "Model = \"mlp:256,128\"",
        NoDataFolder = "is part of the library; DataFolder plays no part in it",
        OtherDatasets = "Name a data set with classes.",
        SizeIsForFiles = "Size is for images from files",
        SkipEmpty = "OnEmpty = EmptyClassFolders.Skip",
        SkipUnreadable = "OnUnreadable = UnreadableImages.Skip",
        Validation = "Validation = \"FOLDER\"",
        Writer = "ImageClassifier.Save";
}
